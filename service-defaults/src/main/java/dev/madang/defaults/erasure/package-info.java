/** Removing what a user had in a bucket. */
@NullMarked
package dev.madang.defaults.erasure;

import org.jspecify.annotations.NullMarked;
