package dev.madang.user.admin;

class ImportNotFound extends RuntimeException {}
