/** Publishes what becomes of media items, from the table's stream. */
@NullMarked
package dev.madang.media.events;

import org.jspecify.annotations.NullMarked;
