/** The decoder processes: started, kept warm, watched, replaced. */
@NullMarked
package dev.madang.media.rendition.worker;

import org.jspecify.annotations.NullMarked;
