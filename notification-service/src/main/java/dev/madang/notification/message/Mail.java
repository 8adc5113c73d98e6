package dev.madang.notification.message;

/** A mail, said twice: as plain text and as HTML. */
public record Mail(String subject, String text, String html) {}
