@NullMarked
package dev.madang.defaults;

import org.jspecify.annotations.NullMarked;
