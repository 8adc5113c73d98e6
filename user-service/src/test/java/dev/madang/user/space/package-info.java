@NullMarked
package dev.madang.user.space;

import org.jspecify.annotations.NullMarked;
