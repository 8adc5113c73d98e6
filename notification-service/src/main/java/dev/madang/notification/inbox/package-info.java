/** What a user was told, newest first. */
@NullMarked
package dev.madang.notification.inbox;

import org.jspecify.annotations.NullMarked;
