/** Telling the others what became of an upload, from the table's stream. */
@NullMarked
package dev.madang.media.events;

import org.jspecify.annotations.NullMarked;
