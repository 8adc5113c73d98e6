/** Erases the data of a user in a bucket. */
@NullMarked
package dev.madang.defaults.s3;

import org.jspecify.annotations.NullMarked;
