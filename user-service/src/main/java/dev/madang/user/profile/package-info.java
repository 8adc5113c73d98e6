/** What Madang knows of a user beside the account. */
@NullMarked
package dev.madang.user.profile;

import org.jspecify.annotations.NullMarked;
