/** All that is kept of a user, as one file for the user. */
@NullMarked
package dev.madang.user.export;

import org.jspecify.annotations.NullMarked;
