package dev.madang.user.account;

/** A change that does not say what it changes would undo what others did. */
class PreconditionRequired extends RuntimeException {}
