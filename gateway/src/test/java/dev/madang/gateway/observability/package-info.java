@NullMarked
package dev.madang.gateway.observability;

import org.jspecify.annotations.NullMarked;
