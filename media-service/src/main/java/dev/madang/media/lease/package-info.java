/** Work that one copy of this service does at a time. */
@NullMarked
package dev.madang.media.lease;

import org.jspecify.annotations.NullMarked;
