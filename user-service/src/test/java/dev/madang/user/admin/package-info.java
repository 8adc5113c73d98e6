@NullMarked
package dev.madang.user.admin;

import org.jspecify.annotations.NullMarked;
