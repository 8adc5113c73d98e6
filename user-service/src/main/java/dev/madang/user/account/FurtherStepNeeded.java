package dev.madang.user.account;

/** Cognito wants something more before it signs the user in, such as a new password. */
class FurtherStepNeeded extends RuntimeException {

  FurtherStepNeeded(String challenge) {
    super(challenge);
  }
}
