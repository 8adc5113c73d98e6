/** Recovery codes: they replace a lost authenticator app. */
@NullMarked
package dev.madang.user.recoverycode;

import org.jspecify.annotations.NullMarked;
