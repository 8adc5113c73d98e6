/** Removing the media of a user whose account is closed. */
@NullMarked
package dev.madang.media.closure;

import org.jspecify.annotations.NullMarked;
