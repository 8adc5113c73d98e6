package dev.madang.user.admin;

/** The user closes the account: nobody lets it in again. */
class UserLeaving extends RuntimeException {}
