/** Albums of media items. */
@NullMarked
package dev.madang.media.album;

import org.jspecify.annotations.NullMarked;
