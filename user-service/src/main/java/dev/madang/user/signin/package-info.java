/** Signs users in and out and refreshes their tokens. */
@NullMarked
package dev.madang.user.signin;

import org.jspecify.annotations.NullMarked;
