package dev.madang.media.upload;

class IdempotencyKeyReused extends RuntimeException {}
