@NullMarked
package dev.madang.user.events;

import org.jspecify.annotations.NullMarked;
