/** Telling a fact to other services: a CloudEvent on an SNS topic. */
@NullMarked
package dev.madang.defaults.event;

import org.jspecify.annotations.NullMarked;
