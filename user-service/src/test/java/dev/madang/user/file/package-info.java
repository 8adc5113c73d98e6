@NullMarked
package dev.madang.user.file;

import org.jspecify.annotations.NullMarked;
