/** Links that show media to who has no account, for a while. */
@NullMarked
package dev.madang.media.share;

import org.jspecify.annotations.NullMarked;
