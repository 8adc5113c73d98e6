package dev.madang.user.storagecredentials;

/** Cognito does not answer, or has trouble of its own. */
class CredentialsUnavailable extends RuntimeException {

  CredentialsUnavailable(Throwable cause) {
    super(cause);
  }
}
