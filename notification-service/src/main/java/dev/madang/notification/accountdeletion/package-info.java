/** Erases the data of a user whose account is deleted. */
@NullMarked
package dev.madang.notification.accountdeletion;

import org.jspecify.annotations.NullMarked;
