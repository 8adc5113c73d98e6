@NullMarked
package dev.madang.user.signin;

import org.jspecify.annotations.NullMarked;
