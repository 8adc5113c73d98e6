@NullMarked
package dev.madang.gateway.server;

import org.jspecify.annotations.NullMarked;
