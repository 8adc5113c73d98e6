/**
 * The code of the decoder process, and its protocol. It uses nothing but the JDK: its class path is
 * this code alone.
 */
@NullMarked
package dev.madang.media.rendition.decoder;

import org.jspecify.annotations.NullMarked;
