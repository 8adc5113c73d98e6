package dev.madang.user.admin;

class AmbiguousSearch extends RuntimeException {}
