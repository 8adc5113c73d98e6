/** Routes requests to services, limits them, and renders the gateway's own errors. */
@NullMarked
package dev.madang.gateway.routing;

import org.jspecify.annotations.NullMarked;
