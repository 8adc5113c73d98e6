/** What we say to people. */
@NullMarked
package dev.madang.notification.message;

import org.jspecify.annotations.NullMarked;
