package dev.madang.media.share;

/** The share has no such item. */
class SharedItemNotFound extends RuntimeException {}
