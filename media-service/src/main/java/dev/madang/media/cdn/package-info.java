/** Renditions in their bucket, and links to them that work. */
@NullMarked
package dev.madang.media.cdn;

import org.jspecify.annotations.NullMarked;
