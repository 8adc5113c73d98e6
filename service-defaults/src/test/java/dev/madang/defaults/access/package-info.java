@NullMarked
package dev.madang.defaults.access;

import org.jspecify.annotations.NullMarked;
