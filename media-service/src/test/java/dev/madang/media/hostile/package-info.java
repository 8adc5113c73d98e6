/** Files that mean harm or are damaged, made by our own code, and what the real decoders do. */
@NullMarked
package dev.madang.media.hostile;

import org.jspecify.annotations.NullMarked;
