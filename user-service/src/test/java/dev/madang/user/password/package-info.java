@NullMarked
package dev.madang.user.password;

import org.jspecify.annotations.NullMarked;
