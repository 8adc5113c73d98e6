@NullMarked
package dev.madang.media.rendition.pool;

import org.jspecify.annotations.NullMarked;
