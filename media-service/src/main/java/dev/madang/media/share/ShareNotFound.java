package dev.madang.media.share;

/** Nobody is told why: unknown, expired, revoked, or its media is gone. */
class ShareNotFound extends RuntimeException {}
