@NullMarked
package dev.madang.media;

import org.jspecify.annotations.NullMarked;
