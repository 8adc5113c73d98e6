@NullMarked
package dev.madang.user.signup;

import org.jspecify.annotations.NullMarked;
