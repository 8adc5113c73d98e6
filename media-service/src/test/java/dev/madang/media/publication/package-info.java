@NullMarked
package dev.madang.media.publication;

import org.jspecify.annotations.NullMarked;
