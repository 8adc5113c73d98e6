package dev.madang.media.share;

/** Nothing of it can be shown: it is no picture. */
class MediaNotShareable extends RuntimeException {}
