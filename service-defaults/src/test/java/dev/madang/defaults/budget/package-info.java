@NullMarked
package dev.madang.defaults.budget;

import org.jspecify.annotations.NullMarked;
