/** Forgetting a user whose account is closed. */
@NullMarked
package dev.madang.notification.closure;

import org.jspecify.annotations.NullMarked;
