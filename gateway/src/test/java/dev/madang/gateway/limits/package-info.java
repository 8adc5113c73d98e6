@NullMarked
package dev.madang.gateway.limits;

import org.jspecify.annotations.NullMarked;
