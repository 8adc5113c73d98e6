/** What happened to a user's account: kept append-only, read by its owner. */
@NullMarked
package dev.madang.user.security;

import org.jspecify.annotations.NullMarked;
