@NullMarked
package dev.madang.user;

import org.jspecify.annotations.NullMarked;
