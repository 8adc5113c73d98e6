/** Whole-system tests against a running Madang, one story a class. */
@NullMarked
package dev.madang.journeys;

import org.jspecify.annotations.NullMarked;
