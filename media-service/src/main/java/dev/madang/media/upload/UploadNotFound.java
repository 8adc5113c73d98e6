package dev.madang.media.upload;

/** The media is not sent in parts. */
class UploadNotFound extends RuntimeException {}
