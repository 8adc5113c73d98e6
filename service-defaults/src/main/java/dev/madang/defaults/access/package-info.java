/** Who may call: Cognito access tokens of users and of services, checked by each service itself. */
@NullMarked
package dev.madang.defaults.access;

import org.jspecify.annotations.NullMarked;
