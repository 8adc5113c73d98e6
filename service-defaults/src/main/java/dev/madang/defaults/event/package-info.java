/** Publishes CloudEvents to other services on SNS topics. */
@NullMarked
package dev.madang.defaults.event;

import org.jspecify.annotations.NullMarked;
