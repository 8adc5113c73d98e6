/** The response cache (RFC 9111): what is stored, how long it is fresh, and how it is updated. */
@NullMarked
package dev.madang.gateway.cache;

import org.jspecify.annotations.NullMarked;
