/** Erases the data of users whose accounts are deleted. */
@NullMarked
package dev.madang.media.accountdeletion;

import org.jspecify.annotations.NullMarked;
