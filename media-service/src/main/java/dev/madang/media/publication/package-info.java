/**
 * Pictures that everybody may see: copies of their renditions, for as long as their owner likes.
 */
@NullMarked
package dev.madang.media.publication;

import org.jspecify.annotations.NullMarked;
