package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EnableSoftwareTokenMfaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

class CognitoMfaTests {
  private static final Duration LONG = Duration.ofHours(3);

  private final LocalAws localAws = LocalAws.running();
  private final AppUser user = new AppUser("user-" + UUID.randomUUID() + "@example.com");
  private final CognitoIdentityProviderClient app = user.app();

  @Test
  @Proves("cognito-totp-setup")
  void onlyACodeOfTheNewAuthenticatorVerifiesIt() {
    user.signUpAndConfirm();
    var token = user.signIn(AppUser.PASSWORD).accessToken();
    var secret = app.associateSoftwareToken(it -> it.accessToken(token)).secretCode();
    var authenticator = new Authenticator(secret);
    assertThatThrownBy(() ->
            app.verifySoftwareToken(it ->
                it.accessToken(token).userCode(authenticator.codeAt(Instant.now().minus(LONG)))))
        .isInstanceOf(EnableSoftwareTokenMfaException.class);
    assertThatThrownBy(() -> prefer(token)).isInstanceOf(InvalidParameterException.class);
    app.verifySoftwareToken(it -> it.accessToken(token).userCode(authenticator.nextCode()));
    prefer(token);
    assertThat(app.getUser(it -> it.accessToken(token)).userMFASettingList())
        .containsExactly("SOFTWARE_TOKEN_MFA");
  }

  @Test
  @Proves("cognito-totp-sign-in")
  void thePasswordAloneDoesNotSignIn() {
    user.signUpAndConfirm();
    var authenticator = user.addAuthenticator(user.signIn(AppUser.PASSWORD));

    var challenge = user.beginSignIn(AppUser.PASSWORD);
    assertThat(challenge.challengeNameAsString()).isEqualTo("SOFTWARE_TOKEN_MFA");
    assertThat(challenge.authenticationResult()).isNull();
    var session = challenge.session();
    var old = authenticator.codeAt(Instant.now().minus(LONG));
    assertThatThrownBy(() -> user.respondWithCode(session, old))
        .isInstanceOf(CodeMismatchException.class);
    assertThatThrownBy(() -> user.respondWithCode(session, "12345\u0663"))
        .isInstanceOf(CodeMismatchException.class);
    assertThat(user.respondWithCode(session, authenticator.nextCode()).authenticationResult())
        .isNotNull();
  }

  @Test
  @Proves("cognito-admin-mfa")
  void anAdministratorTurnsTheSecondFactorOff() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    user.addAuthenticator(tokens);
    var username = app.getUser(it -> it.accessToken(tokens.accessToken())).username();
    localAws
        .client(CognitoIdentityProviderClient.builder())
        .adminSetUserMFAPreference(it ->
            it.userPoolId(localAws.output("UserPoolId"))
                .username(username)
                .softwareTokenMfaSettings(off -> off.enabled(false).preferredMfa(false)));
    assertThat(user.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-totp-srp")
  void srpRequiresTheCodeToo() {
    user.signUpAndConfirm();
    var authenticator = user.addAuthenticator(user.signIn(AppUser.PASSWORD));
    var challenge = user.provePassword(AppUser.PASSWORD);
    assertThat(challenge.challengeNameAsString()).isEqualTo("SOFTWARE_TOKEN_MFA");
    assertThat(
            user.respondWithCode(challenge.session(), authenticator.nextCode())
                .authenticationResult())
        .isNotNull();
  }

  @Test
  @Proves("cognito-totp-once")
  void aCodeIsAcceptedOnce() {
    user.signUpAndConfirm();
    var authenticator = user.addAuthenticator(user.signIn(AppUser.PASSWORD));
    var code = authenticator.nextCode();
    user.respondWithCode(user.beginSignIn(AppUser.PASSWORD).session(), code);
    var session = user.beginSignIn(AppUser.PASSWORD).session();
    assertThatThrownBy(() -> user.respondWithCode(session, code))
        .isInstanceOf(ExpiredCodeException.class);
  }

  @Test
  @Proves("cognito-totp-once")
  void aNewAuthenticatorHasUsedNoCode() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    user.addAuthenticator(tokens);
    var authenticator = user.addAuthenticator(tokens);
    var session = user.beginSignIn(AppUser.PASSWORD).session();
    assertThat(user.respondWithCode(session, authenticator.nextCode()).authenticationResult())
        .isNotNull();
  }

  @Test
  @Proves("cognito-session")
  void aSessionIsValidOnceForItsChallengeAndUser() {
    user.signUpAndConfirm();
    var authenticator = user.addAuthenticator(user.signIn(AppUser.PASSWORD));
    var session = user.beginSignIn(AppUser.PASSWORD).session();
    var other = new AppUser("user-" + UUID.randomUUID() + "@example.com");
    other.signUpAndConfirm();
    assertThatThrownBy(
            () -> user.respondToChallenge("NEW_PASSWORD_REQUIRED", session, "NEW_PASSWORD", "x"))
        .isInstanceOf(InvalidParameterException.class);
    user.respondWithCode(session, authenticator.nextCode());
    assertThatThrownBy(() -> user.respondWithCode(session, authenticator.codeAt(Instant.now())))
        .isInstanceOf(NotAuthorizedException.class);

    var mine = user.beginSignIn(AppUser.PASSWORD).session();
    assertThatThrownBy(() -> other.respondWithCode(mine, authenticator.codeAt(Instant.now())))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> user.respondWithCode("made-up", authenticator.codeAt(Instant.now())))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-refresh-without-code")
  void aRefreshRequiresNoCode() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    user.addAuthenticator(tokens);
    var refreshed =
        app.initiateAuth(it ->
            it.clientId(localAws.output("AppClientId"))
                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())));
    assertThat(refreshed.challengeName()).isNull();
    assertThat(refreshed.authenticationResult().accessToken()).isNotBlank();
  }

  private void prefer(String token) {
    app.setUserMFAPreference(it ->
        it.accessToken(token)
            .softwareTokenMfaSettings(mfa -> mfa.enabled(true).preferredMfa(true)));
  }
}
