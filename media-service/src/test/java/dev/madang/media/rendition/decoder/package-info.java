@NullMarked
package dev.madang.media.rendition.decoder;

import org.jspecify.annotations.NullMarked;
