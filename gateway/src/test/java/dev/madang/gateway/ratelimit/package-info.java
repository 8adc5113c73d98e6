@NullMarked
package dev.madang.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
