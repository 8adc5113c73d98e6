@NullMarked
package dev.madang.media.share.cleaning;

import org.jspecify.annotations.NullMarked;
