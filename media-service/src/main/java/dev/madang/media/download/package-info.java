/** Downloads of originals. */
@NullMarked
package dev.madang.media.download;

import org.jspecify.annotations.NullMarked;
