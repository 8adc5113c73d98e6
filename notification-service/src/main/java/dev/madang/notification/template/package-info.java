/** The texts of mails and notifications. */
@NullMarked
package dev.madang.notification.template;

import org.jspecify.annotations.NullMarked;
