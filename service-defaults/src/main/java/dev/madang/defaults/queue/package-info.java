/** How every service hears its queues. */
@NullMarked
package dev.madang.defaults.queue;

import org.jspecify.annotations.NullMarked;
