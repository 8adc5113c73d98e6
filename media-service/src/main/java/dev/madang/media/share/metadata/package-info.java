/** Removes the metadata of images. */
@NullMarked
package dev.madang.media.share.metadata;

import org.jspecify.annotations.NullMarked;
