package dev.madang.media.share;

/** The password is not that of the share. */
class SharePasswordWrong extends RuntimeException {}
