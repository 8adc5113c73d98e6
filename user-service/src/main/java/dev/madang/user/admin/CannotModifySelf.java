package dev.madang.user.admin;

/** An administrator who locks himself out may be the last one. */
class CannotModifySelf extends RuntimeException {}
