/** Small pictures of an uploaded original. */
@NullMarked
package dev.madang.media.rendition;

import org.jspecify.annotations.NullMarked;
