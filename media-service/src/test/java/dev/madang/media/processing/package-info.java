@NullMarked
package dev.madang.media.processing;

import org.jspecify.annotations.NullMarked;
