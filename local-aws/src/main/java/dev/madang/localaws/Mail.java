package dev.madang.localaws;

import java.time.Instant;
import java.util.List;

/**
 * A mail that SES took for delivery. {@code text} is the plain text, or HTML where there is none.
 */
public record Mail(
    String id, String from, List<String> to, String subject, String text, Instant sentAt) {}
