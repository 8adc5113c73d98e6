/** How often a user or an address may send requests. */
@NullMarked
package dev.madang.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
