package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.REFRESH_TOKEN_AUTH;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

class CognitoTests {
  private static final String PASSWORD = "Passw0rd-of-a-user";

  private final LocalAws localAws = LocalAws.running();
  private final CognitoIdentityProviderClient admin =
      localAws.client(CognitoIdentityProviderClient.builder());

  /** What an app calls: nothing is signed. */
  private final CognitoIdentityProviderClient app =
      localAws.client(
          CognitoIdentityProviderClient.builder(), AnonymousCredentialsProvider.create());

  private final String client = localAws.output("AppClientId");
  private final String pool = localAws.output("UserPoolId");
  private final String email = "user-" + UUID.randomUUID() + "@example.com";

  @Test
  @Proves("cognito-code")
  void onlyTheMailedCodeConfirms() {
    signUp(email);
    assertThatThrownBy(() -> signIn(PASSWORD)).isInstanceOf(UserNotConfirmedException.class);
    assertThatThrownBy(() -> confirm("nonsense")).isInstanceOf(CodeMismatchException.class);
    confirm(mailedCode());
    assertThat(signIn(PASSWORD).accessToken()).isNotBlank();
    assertThatThrownBy(() -> confirm(mailedCode())).isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-resend")
  void aNewCodeReplacesTheOldOne() {
    signUp(email);
    var old = mailedCode();
    app.resendConfirmationCode(it -> it.clientId(client).username(email));
    assertThat(localAws.mailsTo(email)).hasSize(2);
    if (!old.equals(mailedCode())) {
      assertThatThrownBy(() -> confirm(old)).isInstanceOf(CodeMismatchException.class);
    }
    confirm(mailedCode());
  }

  @Test
  @Proves("cognito-once")
  void anAddressJoinsOnceInWhateverCase() {
    signUp(email);
    assertThatThrownBy(() -> signUp(email.toUpperCase(Locale.ROOT)))
        .isInstanceOf(UsernameExistsException.class);
  }

  @Test
  @Proves("cognito-password-policy")
  void aWeakPasswordIsRefused() {
    assertThatThrownBy(
            () -> app.signUp(it -> it.clientId(client).username(email).password("short")))
        .isInstanceOf(InvalidPasswordException.class);
  }

  @Test
  @Proves("cognito-unknown-user")
  void anUnknownUserLooksLikeAWrongPassword() {
    var unknown = catchMessage(() -> signIn(PASSWORD));
    confirmedUser();
    assertThat(catchMessage(() -> signIn("Wrong-passw0rd"))).isEqualTo(unknown);
  }

  @Test
  @Proves("cognito-flows")
  void aClientSignsInOnlyByTheFlowsItAllows() {
    var services = localAws.output("ServiceClientId");
    assertThatThrownBy(() ->
            app.initiateAuth(it ->
                it.clientId(services)
                    .authFlow(USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", email, "PASSWORD", PASSWORD))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  @Proves("cognito-tokens")
  void tokensSayWhatAwsSays() {
    var user = localAws.users().signedIn(email);
    var access = Tokens.claims(user.accessToken());
    assertThat(access)
        .containsEntry("token_use", "access")
        .containsEntry("iss", localAws.output("Issuer"))
        .containsEntry("client_id", client)
        .containsEntry("sub", user.sub())
        .containsEntry("scope", "aws.cognito.signin.user.admin")
        .containsKeys("jti", "origin_jti", "exp", "iat", "auth_time");
    assertThat(Tokens.claims(user.idToken()))
        .containsEntry("token_use", "id")
        .containsEntry("aud", client)
        .containsEntry("email", email)
        .containsEntry("email_verified", true);
  }

  @Test
  @Proves("cognito-token-validity")
  void tokensLiveAsLongAsTheClientSays() {
    var stack =
        Stacks.create(
            """
            Resources:
              Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: NAME}}
              Client:
                Type: AWS::Cognito::UserPoolClient
                Properties:
                  UserPoolId: !Ref Pool
                  ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH]
                  AccessTokenValidity: 5
                  TokenValidityUnits: {AccessToken: minutes}
            Outputs: {Pool: {Value: !Ref Pool}, Client: {Value: !Ref Client}}
            """);
    var password = "Passw0rd!";
    admin.adminCreateUser(it -> it.userPoolId(stack.output("Pool")).username("short"));
    admin.adminSetUserPassword(it ->
        it.userPoolId(stack.output("Pool")).username("short").password(password).permanent(true));
    var tokens =
        app.initiateAuth(it ->
                it.clientId(stack.output("Client"))
                    .authFlow(USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", "short", "PASSWORD", password)))
            .authenticationResult();
    assertThat(tokens.expiresIn()).isEqualTo(300);
  }

  @Test
  @Proves("cognito-refresh")
  void aRefreshTokenGivesNewTokensOfTheSameSignIn() {
    confirmedUser();
    var first = signIn(PASSWORD);
    var second = refresh(first);
    assertThat(Tokens.claims(second.accessToken()))
        .containsEntry("origin_jti", Tokens.claims(first.accessToken()).get("origin_jti"))
        .doesNotContainEntry("jti", Tokens.claims(first.accessToken()).get("jti"));
  }

  @Test
  @Proves("cognito-sign-out")
  void signingOutEverywhereEndsAllTokens() {
    confirmedUser();
    var tokens = signIn(PASSWORD);
    app.globalSignOut(it -> it.accessToken(tokens.accessToken()));
    assertThatThrownBy(() -> refresh(tokens)).isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> app.getUser(it -> it.accessToken(tokens.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-revoke")
  void aRevokedRefreshTokenIsWorthNothing() {
    confirmedUser();
    var tokens = signIn(PASSWORD);
    app.revokeToken(it -> it.clientId(client).token(tokens.refreshToken()));
    assertThatThrownBy(() -> refresh(tokens)).isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-user")
  void aUserAndAnAdministratorReadTheSameAttributes() {
    var user = localAws.users().signedIn(email);
    var own = app.getUser(it -> it.accessToken(user.accessToken())).userAttributes();
    var administrators = admin.adminGetUser(it -> it.userPoolId(pool).username(user.sub()));
    assertThat(administrators.userAttributes()).isEqualTo(own);
    assertThat(administrators.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(own).contains(AttributeType.builder().name("email").value(email).build());
  }

  @Test
  @Proves("cognito-invitation")
  void anInvitedUserIsMailedAPasswordToChange() {
    admin.adminCreateUser(it -> it.userPoolId(pool).username(email));
    var text = localAws.mailsTo(email).getLast().text();
    var answer =
        app.initiateAuth(it ->
            it.clientId(client)
                .authFlow(USER_PASSWORD_AUTH)
                .authParameters(
                    Map.of(
                        "USERNAME", email, "PASSWORD", text.substring(text.lastIndexOf(' ') + 1))));
    assertThat(answer.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
  }

  @Test
  @Proves("cognito-forgotten-password")
  void onlyTheMailedCodeSetsANewPassword() {
    confirmedUser();
    app.forgotPassword(it -> it.clientId(client).username(email));
    assertThatThrownBy(() -> setForgotten("nonsense")).isInstanceOf(CodeMismatchException.class);
    setForgotten(mailedCode());
    assertThat(signIn("An0ther-passw0rd").accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-delete-user")
  void aUserMayLeave() {
    confirmedUser();
    var tokens = signIn(PASSWORD);
    app.deleteUser(it -> it.accessToken(tokens.accessToken()));
    assertThatThrownBy(() -> admin.adminGetUser(it -> it.userPoolId(pool).username(email)))
        .isInstanceOf(UserNotFoundException.class);
  }

  @Test
  @Proves("cognito-srp")
  void aPasswordIsProvenWithoutBeingSent() {
    confirmedUser();
    assertThat(signInBySrp(PASSWORD).accessToken()).isNotBlank();
    assertThatThrownBy(() -> signInBySrp("Wrong-passw0rd"))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @StillDiffers("cognito-attempts")
  void wrongCodesAreTakenWithoutLimit() {
    signUp(email);
    for (var attempt = 0; attempt < 20; attempt++) {
      assertThatThrownBy(() -> confirm("nonsense")).isInstanceOf(CodeMismatchException.class);
    }
  }

  @Test
  @StillDiffers("cognito-secret-hash")
  void aClientWithASecretNeedsNoSecretHash() {
    var services = localAws.output("ServiceClientId");
    var signedUp = app.signUp(it -> it.clientId(services).username(email).password(PASSWORD));
    assertThat(signedUp.userSub()).isNotBlank();
  }

  @Test
  @StillDiffers("cognito-refresh-rotation")
  void refreshTokensDoNotRotate() {
    confirmedUser();
    var tokens = signIn(PASSWORD);
    assertThatThrownBy(() ->
            app.getTokensFromRefreshToken(
                it -> it.clientId(client).refreshToken(tokens.refreshToken())))
        .isInstanceOf(SdkException.class);
  }

  private void signUp(String address) {
    app.signUp(it -> it.clientId(client).username(address).password(PASSWORD));
  }

  private void confirm(String code) {
    app.confirmSignUp(it -> it.clientId(client).username(email).confirmationCode(code));
  }

  private void confirmedUser() {
    signUp(email);
    confirm(mailedCode());
  }

  private String mailedCode() {
    return localAws.mailsTo(email).getLast().text().replaceAll("\\D", "");
  }

  private void setForgotten(String code) {
    app.confirmForgotPassword(it ->
        it.clientId(client).username(email).confirmationCode(code).password("An0ther-passw0rd"));
  }

  private AuthenticationResultType signIn(String password) {
    return app.initiateAuth(it ->
            it.clientId(client)
                .authFlow(USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", email, "PASSWORD", password)))
        .authenticationResult();
  }

  private AuthenticationResultType refresh(AuthenticationResultType tokens) {
    return app.initiateAuth(it ->
            it.clientId(client)
                .authFlow(REFRESH_TOKEN_AUTH)
                .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())))
        .authenticationResult();
  }

  private AuthenticationResultType signInBySrp(String password) {
    var srp = new SecureRemotePassword(pool.split("_")[1], password);
    var challenge =
        app.initiateAuth(it ->
                it.clientId(client)
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(Map.of("USERNAME", email, "SRP_A", srp.publicValue())))
            .challengeParameters();
    return app.respondToAuthChallenge(it ->
            it.clientId(client)
                .challengeName("PASSWORD_VERIFIER")
                .challengeResponses(srp.answer(challenge)))
        .authenticationResult();
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
