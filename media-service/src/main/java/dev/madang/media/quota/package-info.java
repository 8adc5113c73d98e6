/** Whether there is room in a user's private space; user-service keeps the account of it. */
@NullMarked
package dev.madang.media.quota;

import org.jspecify.annotations.NullMarked;
