package dev.madang.user.signin;

import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
    description = "Tokens if the user is signed in, otherwise a challenge",
    oneOf = {SignInResponse.SignedIn.class, SignInResponse.SignInChallenge.class},
    discriminatorProperty = "type",
    discriminatorMapping = {
      @DiscriminatorMapping(value = "signed-in", schema = SignInResponse.SignedIn.class),
      @DiscriminatorMapping(value = "challenge", schema = SignInResponse.SignInChallenge.class)
    })
sealed interface SignInResponse {

  record SignedIn(@Schema(allowableValues = "signed-in") String type, Tokens tokens)
      implements SignInResponse {}

  /**
   * @param session to be sent with the answer, within five minutes
   */
  record SignInChallenge(
      @Schema(allowableValues = "challenge") String type,
      @Schema(example = "totp") Challenge challenge,
      @Schema(
              description = "Send it with the challenge response, within five minutes",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55.AYABeCexample",
              pattern = PendingSignIn.FORMAT,
              maxLength = 4096)
          String session)
      implements SignInResponse {

    @Override
    public String toString() {
      return "SignInChallenge[" + challenge + "]";
    }
  }

  static SignInResponse of(SignInResult result) {
    return switch (result) {
      case SignInResult.Completed(var tokens) -> new SignedIn("signed-in", tokens);
      case SignInResult.Challenged(var challenge, var pending) ->
          new SignInChallenge("challenge", challenge, pending.text());
    };
  }
}
