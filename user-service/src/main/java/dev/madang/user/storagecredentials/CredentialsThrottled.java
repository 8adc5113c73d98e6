package dev.madang.user.storagecredentials;

/** Cognito wants us to ask less often. */
class CredentialsThrottled extends RuntimeException {

  CredentialsThrottled(Throwable cause) {
    super(cause);
  }
}
