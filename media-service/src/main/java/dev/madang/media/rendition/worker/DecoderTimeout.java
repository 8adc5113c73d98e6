package dev.madang.media.rendition.worker;

/** The decoder was ended because it took too long. */
final class DecoderTimeout extends Exception {}
