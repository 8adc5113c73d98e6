package dev.madang.media.album;

class PreconditionRequired extends RuntimeException {}
