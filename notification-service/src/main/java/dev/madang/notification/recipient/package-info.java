/** Looks up the recipient of a mail in user-service. */
@NullMarked
package dev.madang.notification.recipient;

import org.jspecify.annotations.NullMarked;
