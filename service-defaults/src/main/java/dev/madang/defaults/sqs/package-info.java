/** How every service hears its queues. */
@NullMarked
package dev.madang.defaults.sqs;

import org.jspecify.annotations.NullMarked;
