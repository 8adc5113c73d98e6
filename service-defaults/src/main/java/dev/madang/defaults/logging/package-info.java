/** Log lines of a bounded length. */
@NullMarked
package dev.madang.defaults.logging;

import org.jspecify.annotations.NullMarked;
