@NullMarked
package dev.madang.user.quota;

import org.jspecify.annotations.NullMarked;
