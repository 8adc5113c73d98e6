/** How often a client may guess at an account, have codes mailed and sign up. */
@NullMarked
package dev.madang.user.ratelimit;

import org.jspecify.annotations.NullMarked;
