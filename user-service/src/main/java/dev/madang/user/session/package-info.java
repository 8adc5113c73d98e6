/** The devices on which a user is signed in, and which of them no longer are. */
@NullMarked
package dev.madang.user.session;

import org.jspecify.annotations.NullMarked;
