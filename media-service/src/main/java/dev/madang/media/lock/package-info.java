/** Locks and checkpoints of scheduled jobs, shared by the instances of this service. */
@NullMarked
package dev.madang.media.lock;

import org.jspecify.annotations.NullMarked;
