package dev.madang.user.pool;

/** The user pool takes no more just now. */
public class TooManyAttempts extends RuntimeException {

  TooManyAttempts(Throwable cause) {
    super("Too many attempts; try again later.", cause);
  }
}
