/** Deletes accounts: a job that erases every store and ends with a receipt. */
@NullMarked
package dev.madang.user.accountdeletion;

import org.jspecify.annotations.NullMarked;
