@NullMarked
package dev.madang.user.recoverycode;

import org.jspecify.annotations.NullMarked;
