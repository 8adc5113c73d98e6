package dev.madang.media.catalog;

/**
 * What the owner said of the file before sending it.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in base64
 */
public record Announced(String fileName, String contentType, long size, String sha256) {}
