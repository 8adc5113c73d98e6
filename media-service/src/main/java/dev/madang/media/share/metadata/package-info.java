/** Pictures without what is said in them beside the picture. */
@NullMarked
package dev.madang.media.share.metadata;

import org.jspecify.annotations.NullMarked;
