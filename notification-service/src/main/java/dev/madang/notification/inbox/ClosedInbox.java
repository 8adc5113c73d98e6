package dev.madang.notification.inbox;

import java.time.Instant;

/**
 * An inbox of a user whose account is deleted: it accepts nothing more.
 *
 * @param notificationCount how many there were when it was closed
 * @param mailCount the number given when it was closed
 * @param closedAt in milliseconds
 */
public record ClosedInbox(long notificationCount, long mailCount, Instant closedAt) {}
