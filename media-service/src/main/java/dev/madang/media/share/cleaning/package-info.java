/** Pictures without what is said in them beside the picture. */
@NullMarked
package dev.madang.media.share.cleaning;

import org.jspecify.annotations.NullMarked;
