/** Uploaded originals: heard of, checked, rendered, settled. */
@NullMarked
package dev.madang.media.intake;

import org.jspecify.annotations.NullMarked;
