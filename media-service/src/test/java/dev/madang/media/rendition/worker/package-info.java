@NullMarked
package dev.madang.media.rendition.worker;

import org.jspecify.annotations.NullMarked;
