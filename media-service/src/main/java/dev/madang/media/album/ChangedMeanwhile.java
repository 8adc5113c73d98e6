package dev.madang.media.album;

class ChangedMeanwhile extends RuntimeException {}
