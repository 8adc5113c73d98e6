package dev.madang.media.album;

/** The key stands for an album of another name. */
class IdempotencyKeyReused extends RuntimeException {}
