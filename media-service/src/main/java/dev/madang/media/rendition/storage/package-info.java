/** The renditions in their bucket. */
@NullMarked
package dev.madang.media.rendition.storage;

import org.jspecify.annotations.NullMarked;
