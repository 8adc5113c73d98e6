package dev.madang.user.account;

/** The pool refuses the address or the password for its form. */
class UnacceptableAccount extends RuntimeException {

  UnacceptableAccount(String why, Throwable cause) {
    super(why, cause);
  }
}
