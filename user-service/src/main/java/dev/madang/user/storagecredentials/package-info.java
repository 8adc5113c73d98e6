/** Temporary AWS credentials for a user's private space in S3. */
@NullMarked
package dev.madang.user.storagecredentials;

import org.jspecify.annotations.NullMarked;
