/** Links that show media items to people without an account, for a limited time. */
@NullMarked
package dev.madang.media.share;

import org.jspecify.annotations.NullMarked;
