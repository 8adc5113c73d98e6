/** Starts, supervises and replaces the decoder processes. */
@NullMarked
package dev.madang.media.rendition.worker;

import org.jspecify.annotations.NullMarked;
