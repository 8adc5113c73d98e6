@NullMarked
package dev.madang.media.media;

import org.jspecify.annotations.NullMarked;
