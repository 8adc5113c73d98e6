/**
 * What runs in the decoder process, and the frames it speaks. Uses nothing but the JDK: its class
 * path is this code alone.
 */
@NullMarked
package dev.madang.media.rendition.decoder;

import org.jspecify.annotations.NullMarked;
