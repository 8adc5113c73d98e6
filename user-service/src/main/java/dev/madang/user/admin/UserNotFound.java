package dev.madang.user.admin;

class UserNotFound extends RuntimeException {}
