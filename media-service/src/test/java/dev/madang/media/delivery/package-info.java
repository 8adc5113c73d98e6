@NullMarked
package dev.madang.media.delivery;

import org.jspecify.annotations.NullMarked;
