/** Renditions in their bucket, and links to them that work. */
@NullMarked
package dev.madang.media.delivery;

import org.jspecify.annotations.NullMarked;
