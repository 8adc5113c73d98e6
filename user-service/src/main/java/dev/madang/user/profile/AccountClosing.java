package dev.madang.user.profile;

/** The account's closing has begun; its profile is not made anew. */
public class AccountClosing extends RuntimeException {

  public AccountClosing(UserId id) {
    super("The account of user " + id + " is closing");
  }
}
