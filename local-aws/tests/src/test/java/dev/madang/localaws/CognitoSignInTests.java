package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

class CognitoSignInTests {
  private final LocalAws localAws = LocalAws.running();
  private final String email = "user-" + UUID.randomUUID() + "@example.com";
  private final AppUser user = new AppUser(email);
  private final CognitoIdentityProviderClient app = user.app();

  @Test
  @Proves("cognito-unknown-user")
  void anUnknownUserGetsTheErrorOfAWrongPassword() {
    var unknown = catchMessage(() -> user.signIn(AppUser.PASSWORD));
    user.signUpAndConfirm();
    assertThat(catchMessage(() -> user.signIn("Wrong-passw0rd"))).isEqualTo(unknown);
  }

  @Test
  @Proves("cognito-flows")
  void rejectsFlowsThatTheClientDoesNotAllow() {
    var services = localAws.output("GatewayClientId");
    assertThatThrownBy(() ->
            app.initiateAuth(it ->
                it.clientId(services)
                    .authFlow(USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", email, "PASSWORD", AppUser.PASSWORD))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  @Proves("cognito-srp")
  void signsInBySrp() {
    user.signUpAndConfirm();
    assertThat(user.signInBySrp(AppUser.PASSWORD).accessToken()).isNotBlank();
    assertThatThrownBy(() -> user.signInBySrp("Wrong-passw0rd"))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @StillDiffers("cognito-secret-hash")
  void aClientWithASecretNeedsNoSecretHash() {
    var services = localAws.output("GatewayClientId");
    var signedUp =
        app.signUp(it -> it.clientId(services).username(email).password(AppUser.PASSWORD));
    assertThat(signedUp.userSub()).isNotBlank();
  }

  private static String catchMessage(Runnable call) {
    try {
      call.run();
      throw new AssertionError("no refusal");
    } catch (NotAuthorizedException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }
}
