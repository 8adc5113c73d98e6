@NullMarked
package dev.madang.media.announcement;

import org.jspecify.annotations.NullMarked;
