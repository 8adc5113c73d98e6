/** Whether an original may be shown to anybody: a scanner says so before it is ready. */
@NullMarked
package dev.madang.media.scan;

import org.jspecify.annotations.NullMarked;
