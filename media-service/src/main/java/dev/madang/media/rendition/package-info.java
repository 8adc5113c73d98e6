/** Renditions of originals. */
@NullMarked
package dev.madang.media.rendition;

import org.jspecify.annotations.NullMarked;
