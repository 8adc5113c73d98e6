@NullMarked
package dev.madang.user.closure;

import org.jspecify.annotations.NullMarked;
