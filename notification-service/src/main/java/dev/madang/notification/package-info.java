@NullMarked
package dev.madang.notification;

import org.jspecify.annotations.NullMarked;
