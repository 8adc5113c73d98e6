/** Authentication and authorization by Cognito access tokens, checked by gateway and services. */
@NullMarked
package dev.madang.defaults.security;

import org.jspecify.annotations.NullMarked;
