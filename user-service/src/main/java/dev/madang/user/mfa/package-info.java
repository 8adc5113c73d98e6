/** Multi-factor authentication with an authenticator app (TOTP). */
@NullMarked
package dev.madang.user.mfa;

import org.jspecify.annotations.NullMarked;
