/** What owners delete: kept for a while, restored or removed for good. */
@NullMarked
package dev.madang.media.trash;

import org.jspecify.annotations.NullMarked;
