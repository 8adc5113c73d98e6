/** What the closing of an account asks of every feature that keeps something of a user. */
@NullMarked
package dev.madang.user.erasure;

import org.jspecify.annotations.NullMarked;
