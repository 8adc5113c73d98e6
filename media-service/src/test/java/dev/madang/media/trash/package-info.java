@NullMarked
package dev.madang.media.trash;

import org.jspecify.annotations.NullMarked;
