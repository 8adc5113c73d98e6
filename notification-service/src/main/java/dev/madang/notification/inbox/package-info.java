/** The notifications of each user, newest first. */
@NullMarked
package dev.madang.notification.inbox;

import org.jspecify.annotations.NullMarked;
