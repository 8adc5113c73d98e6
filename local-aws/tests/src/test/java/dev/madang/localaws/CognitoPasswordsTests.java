package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

class CognitoPasswordsTests {
  private static final String OTHER = "An0ther-passw0rd";

  private final LocalAws localAws = LocalAws.running();
  private final String email = "user-" + UUID.randomUUID() + "@example.com";
  private final AppUser user = new AppUser(email);
  private final CognitoIdentityProviderClient admin =
      localAws.client(CognitoIdentityProviderClient.builder());
  private final CognitoIdentityProviderClient app = user.app();
  private final String client = localAws.output("AppClientId");

  @Test
  @Proves("cognito-change-password")
  void changingThePasswordRequiresTheOldOne() {
    user.signUpAndConfirm();
    var token = user.signIn(AppUser.PASSWORD).accessToken();
    assertThatThrownBy(() -> change(token, "Wrong-passw0rd", OTHER))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> change(token, AppUser.PASSWORD, "short"))
        .isInstanceOf(InvalidPasswordException.class);
    change(token, AppUser.PASSWORD, OTHER);
    assertThat(user.signIn(OTHER).accessToken()).isNotBlank();
    assertThatThrownBy(() -> user.signIn(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-new-password")
  void anInvitedUserSetsAPasswordAndIsSignedIn() {
    admin.adminCreateUser(it -> it.userPoolId(localAws.output("UserPoolId")).username(email));
    var text = localAws.mailsTo(email).getLast().text();
    var challenge = user.beginSignIn(text.substring(text.lastIndexOf(' ') + 1));
    assertThat(challenge.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
    var session = challenge.session();
    assertThatThrownBy(() -> newPassword(session, "short"))
        .isInstanceOf(InvalidPasswordException.class);
    newPassword(session, OTHER);
    assertThat(user.signIn(OTHER).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-password-spaces")
  void rejectsAPasswordWithOuterSpaces() {
    user.signUpAndConfirm();
    var token = user.signIn(AppUser.PASSWORD).accessToken();
    var another = "another-" + email;
    for (var password : List.of(" " + OTHER, OTHER + " ", "\t" + OTHER, "          ")) {
      assertThatThrownBy(
              () -> app.signUp(it -> it.clientId(client).username(another).password(password)))
          .isInstanceOf(InvalidParameterException.class);
      assertThatThrownBy(() -> change(token, AppUser.PASSWORD, password))
          .isInstanceOf(InvalidParameterException.class);
    }
    change(token, AppUser.PASSWORD, "An0ther passw0rd");
  }

  @Test
  @Proves("cognito-password-length")
  void acceptsALongPassword() {
    user.signUpAndConfirm();
    var token = user.signIn(AppUser.PASSWORD).accessToken();
    var longest = "Long-passw0rd" + "x".repeat(243);
    change(token, AppUser.PASSWORD, longest);
    assertThat(user.signIn(longest).accessToken()).isNotBlank();
    assertThatThrownBy(() -> change(token, longest, longest + "x"))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  @Proves("cognito-forgotten-unknown")
  void forgotPasswordDoesNotRevealUsers() {
    var unknown = app.forgotPassword(it -> it.clientId(client).username(email));
    user.signUpAndConfirm();
    var known = app.forgotPassword(it -> it.clientId(client).username(email));
    assertThat(known.codeDeliveryDetails()).isEqualTo(unknown.codeDeliveryDetails());
    var unknownUser = new AppUser("nobody-" + email);
    assertThatThrownBy(() -> unknownUser.setForgottenPassword("123456"))
        .isInstanceOf(CodeMismatchException.class);
  }

  @Test
  @Proves("cognito-unconfirmed")
  void revealsAnUnconfirmedAddressOnlyWithThePassword() {
    user.signUp();
    assertThatThrownBy(() -> user.signIn("Wrong-passw0rd"))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> user.signInBySrp("Wrong-passw0rd"))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-unknown-srp")
  void anUnknownUserGetsAnSrpChallengeToo() {
    assertThatThrownBy(() -> user.signInBySrp(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Incorrect username or password.");
  }

  private void change(String token, String previous, String proposed) {
    app.changePassword(
        it -> it.accessToken(token).previousPassword(previous).proposedPassword(proposed));
  }

  private void newPassword(String session, String password) {
    user.respondToChallenge("NEW_PASSWORD_REQUIRED", session, "NEW_PASSWORD", password);
  }
}
