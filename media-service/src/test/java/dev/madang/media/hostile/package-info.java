/** Tests the real decoders with malicious and damaged files. */
@NullMarked
package dev.madang.media.hostile;

import org.jspecify.annotations.NullMarked;
