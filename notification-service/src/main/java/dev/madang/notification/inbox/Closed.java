package dev.madang.notification.inbox;

import java.time.Instant;

/**
 * An inbox that takes nothing any more.
 *
 * @param entries how many there were when it was closed
 * @param mails what was counted beside it
 * @param at when it was closed, in milliseconds
 */
public record Closed(long entries, long mails, Instant at) {}
