/** Administration of users: search, disable, groups, imports. */
@NullMarked
package dev.madang.user.admin;

import org.jspecify.annotations.NullMarked;
