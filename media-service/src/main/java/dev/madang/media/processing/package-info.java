/** Uploaded originals: heard of, checked, rendered, settled. */
@NullMarked
package dev.madang.media.processing;

import org.jspecify.annotations.NullMarked;
