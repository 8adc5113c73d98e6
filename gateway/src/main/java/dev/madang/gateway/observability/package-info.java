/** Access log, metrics, trace context, and the management port. */
@NullMarked
package dev.madang.gateway.observability;

import org.jspecify.annotations.NullMarked;
