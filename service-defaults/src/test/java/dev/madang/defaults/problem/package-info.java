@NullMarked
package dev.madang.defaults.problem;

import org.jspecify.annotations.NullMarked;
