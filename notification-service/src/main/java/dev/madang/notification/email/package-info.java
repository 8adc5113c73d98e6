/** Sends mails, each once. */
@NullMarked
package dev.madang.notification.email;

import org.jspecify.annotations.NullMarked;
