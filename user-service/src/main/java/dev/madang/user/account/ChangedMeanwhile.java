package dev.madang.user.account;

class ChangedMeanwhile extends RuntimeException {}
