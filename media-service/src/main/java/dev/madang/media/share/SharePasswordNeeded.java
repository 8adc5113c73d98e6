package dev.madang.media.share;

/** The share asks for a password first. */
class SharePasswordNeeded extends RuntimeException {}
