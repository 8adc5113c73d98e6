/** What the instances of this service share about their scheduled jobs. */
@NullMarked
package dev.madang.media.lock;

import org.jspecify.annotations.NullMarked;
