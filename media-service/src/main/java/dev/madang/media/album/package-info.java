/** Putting media in order: albums, and what their owner calls a media. */
@NullMarked
package dev.madang.media.album;

import org.jspecify.annotations.NullMarked;
