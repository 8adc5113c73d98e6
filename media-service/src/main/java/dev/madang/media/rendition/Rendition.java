package dev.madang.media.rendition;

/**
 * One picture made from an original: upright, sRGB, without any metadata.
 *
 * @param preset which size it is, such as {@code small}
 * @param width in pixels
 * @param height in pixels
 */
public record Rendition(String preset, int width, int height, String contentType, byte[] bytes) {}
