@NullMarked
package dev.madang.user.export;

import org.jspecify.annotations.NullMarked;
