/** What administrators do with the accounts of others: find, disable, group and import them. */
@NullMarked
package dev.madang.user.admin;

import org.jspecify.annotations.NullMarked;
