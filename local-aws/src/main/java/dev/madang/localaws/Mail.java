package dev.madang.localaws;

import java.time.Instant;
import java.util.List;

/** A mail that SES accepted. {@code text} is the plain text, or the HTML if there is none. */
public record Mail(
    String id, String from, List<String> to, String subject, String text, Instant sentAt) {}
