@NullMarked
package dev.madang.media.lock;

import org.jspecify.annotations.NullMarked;
