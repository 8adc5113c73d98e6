@NullMarked
package dev.madang.media.closure;

import org.jspecify.annotations.NullMarked;
