@NullMarked
package dev.madang.gateway.cache;

import org.jspecify.annotations.NullMarked;
