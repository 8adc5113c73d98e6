@NullMarked
package dev.madang.user.mfa;

import org.jspecify.annotations.NullMarked;
