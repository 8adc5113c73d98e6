@NullMarked
package dev.madang.user.security;

import org.jspecify.annotations.NullMarked;
