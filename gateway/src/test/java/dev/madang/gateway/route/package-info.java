@NullMarked
package dev.madang.gateway.route;

import org.jspecify.annotations.NullMarked;
