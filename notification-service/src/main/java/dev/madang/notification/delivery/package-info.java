/** Mails, each sent once. */
@NullMarked
package dev.madang.notification.delivery;

import org.jspecify.annotations.NullMarked;
