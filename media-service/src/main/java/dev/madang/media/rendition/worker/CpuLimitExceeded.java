package dev.madang.media.rendition.worker;

/** The original needs more CPU time than allowed. */
final class CpuLimitExceeded extends Exception {}
