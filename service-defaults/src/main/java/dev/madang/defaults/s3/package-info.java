/** Removing what a user had in a bucket. */
@NullMarked
package dev.madang.defaults.s3;

import org.jspecify.annotations.NullMarked;
