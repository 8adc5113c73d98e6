/** Receives the events of other services, from one queue per topic. */
@NullMarked
package dev.madang.notification.events;

import org.jspecify.annotations.NullMarked;
