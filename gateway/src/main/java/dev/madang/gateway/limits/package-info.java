/** How much a client may send, for how long, and how many requests are in progress. */
@NullMarked
package dev.madang.gateway.limits;

import org.jspecify.annotations.NullMarked;
