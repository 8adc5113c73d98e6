/** Tests the real decoders with malicious and damaged files, and with files of devices. */
@NullMarked
package dev.madang.media.hostile;

import org.jspecify.annotations.NullMarked;
