package dev.madang.media.share;

/** Too many originals are being cleaned at this moment. */
class SharingBusy extends RuntimeException {}
