@NullMarked
package dev.madang.media.scan;

import org.jspecify.annotations.NullMarked;
