package dev.madang.user.admin;

class GroupNotFound extends RuntimeException {}
