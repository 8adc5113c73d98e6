package dev.madang.localaws;

import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.REFRESH_TOKEN_AUTH;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** A user with an app that calls Cognito unsigned, as apps do, and reads the mails. */
final class AppUser {
  static final String PASSWORD = "Passw0rd-of-a-user";

  private final LocalAws localAws;
  private final CognitoIdentityProviderClient app;
  private final String client;
  private final String email;

  AppUser(String email) {
    this(LocalAws.running(), email);
  }

  AppUser(LocalAws localAws, String email) {
    this.localAws = localAws;
    this.email = email;
    app =
        localAws.client(
            CognitoIdentityProviderClient.builder(), AnonymousCredentialsProvider.create());
    client = localAws.output("AppClientId");
  }

  CognitoIdentityProviderClient app() {
    return app;
  }

  void signUp() {
    app.signUp(it -> it.clientId(client).username(email).password(PASSWORD));
  }

  void confirm(String code) {
    app.confirmSignUp(it -> it.clientId(client).username(email).confirmationCode(code));
  }

  void signUpAndConfirm() {
    signUp();
    confirm(mailedCode());
  }

  String mailedCode() {
    return localAws.mailsTo(email).getLast().text().replaceAll("\\D", "");
  }

  void setForgottenPassword(String code) {
    app.confirmForgotPassword(it ->
        it.clientId(client).username(email).confirmationCode(code).password("An0ther-passw0rd"));
  }

  AuthenticationResultType signIn(String password) {
    return beginSignIn(password).authenticationResult();
  }

  InitiateAuthResponse beginSignIn(String password) {
    return app.initiateAuth(it ->
        it.clientId(client)
            .authFlow(USER_PASSWORD_AUTH)
            .authParameters(Map.of("USERNAME", email, "PASSWORD", password)));
  }

  RespondToAuthChallengeResponse respondToChallenge(
      String challenge, String session, String name, String value) {
    return app.respondToAuthChallenge(it ->
        it.clientId(client)
            .challengeName(challenge)
            .session(session)
            .challengeResponses(Map.of("USERNAME", email, name, value)));
  }

  RespondToAuthChallengeResponse respondWithCode(String session, String code) {
    return respondToChallenge("SOFTWARE_TOKEN_MFA", session, "SOFTWARE_TOKEN_MFA_CODE", code);
  }

  /** Enables MFA and returns the authenticator that generates its codes. */
  Authenticator addAuthenticator(AuthenticationResultType tokens) {
    var secret = app.associateSoftwareToken(it -> it.accessToken(tokens.accessToken()));
    var authenticator = new Authenticator(secret.secretCode());
    app.verifySoftwareToken(
        it -> it.accessToken(tokens.accessToken()).userCode(authenticator.nextCode()));
    app.setUserMFAPreference(it ->
        it.accessToken(tokens.accessToken())
            .softwareTokenMfaSettings(mfa -> mfa.enabled(true).preferredMfa(true)));
    return authenticator;
  }

  AuthenticationResultType refresh(AuthenticationResultType tokens) {
    return app.initiateAuth(it ->
            it.clientId(client)
                .authFlow(REFRESH_TOKEN_AUTH)
                .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())))
        .authenticationResult();
  }

  AuthenticationResultType signInBySrp(String password) {
    return provePassword(password).authenticationResult();
  }

  RespondToAuthChallengeResponse provePassword(String password) {
    var srp = new SecureRemotePassword(localAws.output("UserPoolId").split("_")[1], password);
    var challenge =
        app.initiateAuth(it ->
                it.clientId(client)
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(Map.of("USERNAME", email, "SRP_A", srp.publicValue())))
            .challengeParameters();
    return app.respondToAuthChallenge(it ->
        it.clientId(client)
            .challengeName("PASSWORD_VERIFIER")
            .challengeResponses(srp.challengeResponses(challenge)));
  }
}
