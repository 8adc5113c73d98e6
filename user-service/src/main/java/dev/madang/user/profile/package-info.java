/** The profiles of users. */
@NullMarked
package dev.madang.user.profile;

import org.jspecify.annotations.NullMarked;
