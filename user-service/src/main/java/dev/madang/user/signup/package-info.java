/** Creates accounts and confirms their email addresses. */
@NullMarked
package dev.madang.user.signup;

import org.jspecify.annotations.NullMarked;
