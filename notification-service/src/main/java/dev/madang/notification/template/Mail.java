package dev.madang.notification.template;

/** A mail with its content as plain text and as HTML. */
public record Mail(String subject, String text, String html) {}
