package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

class CognitoSignUpTests {
  private final LocalAws localAws = LocalAws.running();
  private final String email = "user-" + UUID.randomUUID() + "@example.com";
  private final AppUser user = new AppUser(email);
  private final CognitoIdentityProviderClient admin =
      localAws.client(CognitoIdentityProviderClient.builder());
  private final CognitoIdentityProviderClient app = user.app();
  private final String client = localAws.output("AppClientId");
  private final String pool = localAws.output("UserPoolId");

  @Test
  @Proves("cognito-code")
  void onlyTheMailedCodeConfirmsAnAddress() {
    user.signUp();
    assertThatThrownBy(() -> user.signIn(AppUser.PASSWORD))
        .isInstanceOf(UserNotConfirmedException.class);
    assertThatThrownBy(() -> user.confirm("nonsense")).isInstanceOf(CodeMismatchException.class);
    user.confirm(user.mailedCode());
    assertThat(user.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
    assertThatThrownBy(() -> user.confirm(user.mailedCode()))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-resend")
  void aNewCodeReplacesTheOldOne() {
    user.signUp();
    var old = user.mailedCode();
    app.resendConfirmationCode(it -> it.clientId(client).username(email));
    assertThat(localAws.mailsTo(email)).hasSize(2);
    if (!old.equals(user.mailedCode())) {
      assertThatThrownBy(() -> user.confirm(old)).isInstanceOf(CodeMismatchException.class);
    }
    user.confirm(user.mailedCode());
  }

  @Test
  @Proves("cognito-once")
  void anAddressCanSignUpOnceRegardlessOfCase() {
    user.signUp();
    assertThatThrownBy(() -> new AppUser(email.toUpperCase(Locale.ROOT)).signUp())
        .isInstanceOf(UsernameExistsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&", "o'hara+news", "!#$%*/=?^_`{|}~-", "유진"})
  @Proves("cognito-email")
  void anAddressMayHaveAnyCharacterOfItsStandard(String localPart) {
    var dana = new AppUser(localPart + "@" + UUID.randomUUID() + ".example.com");
    dana.signUp();
    dana.confirm(dana.mailedCode());
    assertThat(dana.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-password-policy")
  void rejectsAWeakPassword() {
    assertThatThrownBy(
            () -> app.signUp(it -> it.clientId(client).username(email).password("short")))
        .isInstanceOf(InvalidPasswordException.class);
  }

  @Test
  @Proves("cognito-invitation")
  void anInvitedUserGetsATemporaryPassword() {
    admin.adminCreateUser(it -> it.userPoolId(pool).username(email));
    var text = localAws.mailsTo(email).getLast().text();
    var response =
        app.initiateAuth(it ->
            it.clientId(client)
                .authFlow(USER_PASSWORD_AUTH)
                .authParameters(
                    Map.of(
                        "USERNAME", email, "PASSWORD", text.substring(text.lastIndexOf(' ') + 1))));
    assertThat(response.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
  }

  @Test
  @Proves("cognito-forgotten-password")
  void onlyTheMailedCodeSetsANewPassword() {
    user.signUpAndConfirm();
    app.forgotPassword(it -> it.clientId(client).username(email));
    assertThatThrownBy(() -> user.setForgottenPassword("nonsense"))
        .isInstanceOf(CodeMismatchException.class);
    user.setForgottenPassword(user.mailedCode());
    assertThat(user.signIn("An0ther-passw0rd").accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-reset-unconfirmed")
  void theCodeOfASignUpSetsNoPassword() {
    user.signUp();
    app.forgotPassword(it -> it.clientId(client).username(email));
    assertThat(localAws.mailsTo(email)).hasSize(1);
    assertThatThrownBy(() -> user.setForgottenPassword(user.mailedCode()))
        .isInstanceOf(ExpiredCodeException.class);
    user.confirm(user.mailedCode());
    assertThat(user.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-sign-up-again")
  void anAddressCanSignUpAgainAfterItsUserWasDeleted() {
    user.signUp();
    var old = user.mailedCode();
    var username = admin.adminGetUser(it -> it.userPoolId(pool).username(email)).username();
    admin.adminDeleteUser(it -> it.userPoolId(pool).username(username));
    app.signUp(it -> it.clientId(client).username(email).password("An0ther-passw0rd"));
    if (!old.equals(user.mailedCode())) {
      assertThatThrownBy(() -> user.confirm(old)).isInstanceOf(CodeMismatchException.class);
    }
    user.confirm(user.mailedCode());
    assertThatThrownBy(() -> user.signIn(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class);
    assertThat(user.signIn("An0ther-passw0rd").accessToken()).isNotBlank();
    assertThatThrownBy(() -> admin.adminDeleteUser(it -> it.userPoolId(pool).username(username)))
        .isInstanceOf(UserNotFoundException.class);
  }

  @Test
  @Proves("cognito-delete-user")
  void aUserCanDeleteTheirAccount() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    app.deleteUser(it -> it.accessToken(tokens.accessToken()));
    assertThatThrownBy(() -> admin.adminGetUser(it -> it.userPoolId(pool).username(email)))
        .isInstanceOf(UserNotFoundException.class);
  }

  @Test
  @StillDiffers("cognito-attempts")
  void wrongCodesAreNotLimited() {
    user.signUp();
    for (var attempt = 0; attempt < 20; attempt++) {
      assertThatThrownBy(() -> user.confirm("nonsense")).isInstanceOf(CodeMismatchException.class);
    }
  }
}
