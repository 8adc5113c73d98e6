/** The gateway's own problem details (RFC 9457). */
@NullMarked
package dev.madang.gateway.problem;

import org.jspecify.annotations.NullMarked;
