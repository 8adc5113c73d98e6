/**
 * The visibility of media items. A public item has copies of its renditions that everyone may read.
 */
@NullMarked
package dev.madang.media.publication;

import org.jspecify.annotations.NullMarked;
