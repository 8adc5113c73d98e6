/** The check of access tokens, and the public paths that need none. */
@NullMarked
package dev.madang.gateway.token;

import org.jspecify.annotations.NullMarked;
