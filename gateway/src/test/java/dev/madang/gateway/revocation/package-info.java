@NullMarked
package dev.madang.gateway.revocation;

import org.jspecify.annotations.NullMarked;
