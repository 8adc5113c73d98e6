@NullMarked
package dev.madang.user.announcement;

import org.jspecify.annotations.NullMarked;
