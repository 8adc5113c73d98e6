/** The Cognito user pool: its client, password policy, throttling and user lookup. */
@NullMarked
package dev.madang.user.cognito;

import org.jspecify.annotations.NullMarked;
