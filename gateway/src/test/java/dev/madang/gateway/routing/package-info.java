@NullMarked
package dev.madang.gateway.routing;

import org.jspecify.annotations.NullMarked;
