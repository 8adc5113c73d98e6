@NullMarked
package dev.madang.media.share;

import org.jspecify.annotations.NullMarked;
