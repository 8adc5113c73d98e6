package dev.madang.user.account;

/** The user has no such media, or it is no picture that is ready. */
class AvatarNotFound extends RuntimeException {}
