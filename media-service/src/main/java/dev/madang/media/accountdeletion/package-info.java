/** Removing the media of a user whose account is closed. */
@NullMarked
package dev.madang.media.accountdeletion;

import org.jspecify.annotations.NullMarked;
