/** Settings of all SQS listeners. */
@NullMarked
package dev.madang.defaults.sqs;

import org.jspecify.annotations.NullMarked;
