/** Keys to a user's private space in S3, for the user's own apps. */
@NullMarked
package dev.madang.user.storagecredentials;

import org.jspecify.annotations.NullMarked;
