/** Rejects the tokens of revoked sessions, which are polled from user-service. */
@NullMarked
package dev.madang.gateway.session;

import org.jspecify.annotations.NullMarked;
