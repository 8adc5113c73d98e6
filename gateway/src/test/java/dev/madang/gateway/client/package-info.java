@NullMarked
package dev.madang.gateway.client;

import org.jspecify.annotations.NullMarked;
