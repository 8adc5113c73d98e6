@NullMarked
package dev.madang.gateway;

import org.jspecify.annotations.NullMarked;
