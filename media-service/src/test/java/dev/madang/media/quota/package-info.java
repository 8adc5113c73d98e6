@NullMarked
package dev.madang.media.quota;

import org.jspecify.annotations.NullMarked;
