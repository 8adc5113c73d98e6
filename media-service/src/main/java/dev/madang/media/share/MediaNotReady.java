package dev.madang.media.share;

/** Only what was looked at, and found clean, is shown to others. */
class MediaNotReady extends RuntimeException {}
