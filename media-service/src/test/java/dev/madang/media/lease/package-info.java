@NullMarked
package dev.madang.media.lease;

import org.jspecify.annotations.NullMarked;
