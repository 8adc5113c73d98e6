package dev.madang.user.admin;

/** The user closes the account: nobody lets it in again. */
class AccountDeletionInProgress extends RuntimeException {}
