package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

class CognitoTokensTests {
  private final LocalAws localAws = LocalAws.running();
  private final String email = "user-" + UUID.randomUUID() + "@example.com";
  private final AppUser user = new AppUser(email);
  private final CognitoIdentityProviderClient admin =
      localAws.client(CognitoIdentityProviderClient.builder());
  private final CognitoIdentityProviderClient app = user.app();
  private final String client = localAws.output("AppClientId");
  private final String pool = localAws.output("UserPoolId");

  @Test
  @Proves("cognito-tokens")
  void tokensHaveTheClaimsOfAws() {
    var signedIn = localAws.users().signedIn(email);
    var access = Tokens.claims(signedIn.accessToken());
    assertThat(access)
        .containsEntry("token_use", "access")
        .containsEntry("iss", localAws.output("Issuer"))
        .containsEntry("client_id", client)
        .containsEntry("sub", signedIn.sub())
        .containsEntry("scope", "aws.cognito.signin.user.admin")
        .containsKeys("jti", "origin_jti", "exp", "iat", "auth_time");
    assertThat(Tokens.claims(signedIn.idToken()))
        .containsEntry("token_use", "id")
        .containsEntry("aud", client)
        .containsEntry("email", email)
        .containsEntry("email_verified", true);
  }

  @Test
  @Proves("cognito-token-validity")
  void tokensHaveTheLifetimeOfTheClient() {
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
  void aRefreshTokenReturnsNewTokensOfTheSameSignIn() {
    user.signUpAndConfirm();
    var first = user.signIn(AppUser.PASSWORD);
    var second = user.refresh(first);
    assertThat(Tokens.claims(second.accessToken()))
        .containsEntry("origin_jti", Tokens.claims(first.accessToken()).get("origin_jti"))
        .containsEntry("auth_time", Tokens.claims(first.accessToken()).get("auth_time"))
        .doesNotContainEntry("jti", Tokens.claims(first.accessToken()).get("jti"));
  }

  @Test
  @Proves("cognito-sign-out")
  void signingOutEverywhereRevokesAllTokens() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    app.globalSignOut(it -> it.accessToken(tokens.accessToken()));
    assertThatThrownBy(() -> user.refresh(tokens)).isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> app.getUser(it -> it.accessToken(tokens.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-revoke")
  void rejectsARevokedRefreshToken() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    app.revokeToken(it -> it.clientId(client).token(tokens.refreshToken()));
    assertThatThrownBy(() -> user.refresh(tokens)).isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> app.getUser(it -> it.accessToken(tokens.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-revoke-one")
  void revokingASignInKeepsTheOthers() {
    user.signUpAndConfirm();
    var one = user.signIn(AppUser.PASSWORD);
    var other = user.signIn(AppUser.PASSWORD);
    app.revokeToken(it -> it.clientId(client).token(one.refreshToken()));
    assertThat(app.getUser(it -> it.accessToken(other.accessToken())).username()).isNotBlank();
    assertThat(user.refresh(other).accessToken()).isNotBlank();
    assertThatThrownBy(() -> app.revokeToken(it -> it.clientId(client).token(other.accessToken())))
        .isInstanceOf(UnsupportedTokenTypeException.class);
  }

  @Test
  @Proves("cognito-user")
  void getUserAndAdminGetUserReturnTheSameAttributes() {
    var signedIn = localAws.users().signedIn(email);
    var own = app.getUser(it -> it.accessToken(signedIn.accessToken())).userAttributes();
    var administrators = admin.adminGetUser(it -> it.userPoolId(pool).username(signedIn.sub()));
    assertThat(administrators.userAttributes()).isEqualTo(own);
    assertThat(administrators.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(own).contains(AttributeType.builder().name("email").value(email).build());
  }

  @Test
  @StillDiffers("cognito-refresh-rotation")
  void refreshTokensDoNotRotate() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    assertThatThrownBy(() ->
            app.getTokensFromRefreshToken(
                it -> it.clientId(client).refreshToken(tokens.refreshToken())))
        .isInstanceOf(SdkException.class);
  }
}
