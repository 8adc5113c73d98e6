package dev.madang.user.account;

class NotConfirmed extends RuntimeException {

  NotConfirmed(Throwable cause) {
    super("The address is not confirmed yet.", cause);
  }
}
