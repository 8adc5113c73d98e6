@NullMarked
package dev.madang.user.ratelimit;

import org.jspecify.annotations.NullMarked;
