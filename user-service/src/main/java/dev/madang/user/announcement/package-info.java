/** Tells the other services what the profiles' table has recorded. */
@NullMarked
package dev.madang.user.announcement;

import org.jspecify.annotations.NullMarked;
