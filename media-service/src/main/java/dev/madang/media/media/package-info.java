/** Every media of every owner, and what became of it. */
@NullMarked
package dev.madang.media.media;

import org.jspecify.annotations.NullMarked;
