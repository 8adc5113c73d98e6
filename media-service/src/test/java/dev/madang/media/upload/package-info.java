@NullMarked
package dev.madang.media.upload;

import org.jspecify.annotations.NullMarked;
