/** Which service answers which path, and what is said when none does. */
@NullMarked
package dev.madang.gateway.routing;

import org.jspecify.annotations.NullMarked;
