@NullMarked
package dev.madang.gateway.session;

import org.jspecify.annotations.NullMarked;
