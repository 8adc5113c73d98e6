/** Resets and changes passwords. */
@NullMarked
package dev.madang.user.password;

import org.jspecify.annotations.NullMarked;
