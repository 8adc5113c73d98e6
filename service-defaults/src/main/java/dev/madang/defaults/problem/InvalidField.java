package dev.madang.defaults.problem;

/**
 * Why one field of a request is not acceptable.
 *
 * @param field a field of the body as {@code parts[0].number}, or the name of a parameter or header
 * @param message for people; it names no class and may change
 */
public record InvalidField(String field, String message) {}
