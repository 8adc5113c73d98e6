@NullMarked
package dev.madang.defaults.security;

import org.jspecify.annotations.NullMarked;
