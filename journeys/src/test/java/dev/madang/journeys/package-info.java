/**
 * Whole-system tests against a running Madang, one story a class. {@code ./test} starts a system
 * for them; {@code ./mvnw -Pjourneys -pl journeys verify} uses the one that {@code ./run} started.
 */
@NullMarked
package dev.madang.journeys;

import org.jspecify.annotations.NullMarked;
