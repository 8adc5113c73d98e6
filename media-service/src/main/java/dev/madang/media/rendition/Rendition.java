package dev.madang.media.rendition;

/**
 * An image made from an original: upright, sRGB, without metadata.
 *
 * @param preset such as {@code small}
 * @param width in pixels
 * @param height in pixels
 */
public record Rendition(String preset, int width, int height, String contentType, byte[] bytes) {}
