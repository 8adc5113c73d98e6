@NullMarked
package dev.madang.defaults.peer;

import org.jspecify.annotations.NullMarked;
