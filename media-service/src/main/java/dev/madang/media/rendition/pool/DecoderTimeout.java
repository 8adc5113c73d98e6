package dev.madang.media.rendition.pool;

/** The decoder was ended because it took too long. */
final class DecoderTimeout extends Exception {}
