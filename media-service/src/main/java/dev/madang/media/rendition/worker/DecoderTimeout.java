package dev.madang.media.rendition.worker;

/** The time limit was exceeded. */
final class DecoderTimeout extends Exception {}
