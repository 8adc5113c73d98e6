/** Whom a user id stands for; user-service knows. */
@NullMarked
package dev.madang.notification.recipient;

import org.jspecify.annotations.NullMarked;
