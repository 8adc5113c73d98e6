/** Reservations of space in a user's private space, whose quota user-service manages. */
@NullMarked
package dev.madang.media.quota;

import org.jspecify.annotations.NullMarked;
