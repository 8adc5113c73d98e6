@NullMarked
package dev.madang.gateway.cors;

import org.jspecify.annotations.NullMarked;
