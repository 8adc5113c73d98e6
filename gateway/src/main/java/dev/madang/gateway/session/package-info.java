/** Which sessions are over: asked of user-service all the time, and refused before any route. */
@NullMarked
package dev.madang.gateway.session;

import org.jspecify.annotations.NullMarked;
