/** Closing an account: a job that empties every store and ends in a receipt. */
@NullMarked
package dev.madang.user.closure;

import org.jspecify.annotations.NullMarked;
