@NullMarked
package dev.madang.user.job;

import org.jspecify.annotations.NullMarked;
