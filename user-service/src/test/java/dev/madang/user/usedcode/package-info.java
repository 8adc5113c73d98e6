@NullMarked
package dev.madang.user.usedcode;

import org.jspecify.annotations.NullMarked;
