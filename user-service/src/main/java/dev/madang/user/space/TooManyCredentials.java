package dev.madang.user.space;

/** Cognito wants us to ask less often. */
class TooManyCredentials extends RuntimeException {

  TooManyCredentials(Throwable cause) {
    super(cause);
  }
}
