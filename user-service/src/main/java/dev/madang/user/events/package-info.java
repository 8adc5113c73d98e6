/** Publishes account events from the stream of the profiles' table. */
@NullMarked
package dev.madang.user.events;

import org.jspecify.annotations.NullMarked;
