/** How much a user's private space may hold: set aside, counted by its events, counted again. */
@NullMarked
package dev.madang.user.quota;

import org.jspecify.annotations.NullMarked;
