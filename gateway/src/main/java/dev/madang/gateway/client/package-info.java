/** Which client a request comes from, and whether it came the way that is configured. */
@NullMarked
package dev.madang.gateway.client;

import org.jspecify.annotations.NullMarked;
