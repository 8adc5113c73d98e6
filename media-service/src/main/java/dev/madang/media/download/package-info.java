/** Originals, back to who may have them. */
@NullMarked
package dev.madang.media.download;

import org.jspecify.annotations.NullMarked;
