@NullMarked
package dev.madang.media.cdn;

import org.jspecify.annotations.NullMarked;
