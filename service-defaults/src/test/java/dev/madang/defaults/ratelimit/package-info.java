@NullMarked
package dev.madang.defaults.ratelimit;

import org.jspecify.annotations.NullMarked;
