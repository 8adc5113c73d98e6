package dev.madang.media.upload;

/** Nothing can be sent any more: the file is there, or the upload was aborted or took too long. */
class UploadEnded extends RuntimeException {}
