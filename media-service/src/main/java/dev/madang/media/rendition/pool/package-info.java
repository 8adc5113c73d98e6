/** The decoder processes: started, kept warm, watched, replaced. */
@NullMarked
package dev.madang.media.rendition.pool;

import org.jspecify.annotations.NullMarked;
