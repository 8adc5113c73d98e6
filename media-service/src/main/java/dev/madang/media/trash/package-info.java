/** Deleted media items: kept for a while, restored or purged. */
@NullMarked
package dev.madang.media.trash;

import org.jspecify.annotations.NullMarked;
