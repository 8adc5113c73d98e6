package dev.madang.user.signin;

/** The answer to a {@link Challenge}. */
sealed interface ChallengeAnswer {

  record Code(String code) implements ChallengeAnswer {

    @Override
    public String toString() {
      return "Code[…]";
    }
  }

  record NewPassword(String password) implements ChallengeAnswer {

    @Override
    public String toString() {
      return "NewPassword[…]";
    }
  }
}
