package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.REFRESH_TOKEN_AUTH;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType.USER_PASSWORD_AUTH;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RefreshTokenReuseException;
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
    assertThat(signedIn(stack.output("Client"), stack).expiresIn()).isEqualTo(300);
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
  @Proves("cognito-refresh-tokens")
  void aRefreshTokenThatDoesNotRotateCanBeUsedAgain() {
    user.signUpAndConfirm();
    var first = user.signIn(AppUser.PASSWORD);
    for (var i = 0; i < 2; i++) {
      var second = refreshed(client, first.refreshToken());
      assertThat(second.refreshToken()).isNull();
      assertThat(second.idToken()).isNotBlank();
      assertThat(second.expiresIn()).isEqualTo(3600);
      assertThat(Tokens.claims(second.accessToken()))
          .containsEntry("origin_jti", Tokens.claims(first.accessToken()).get("origin_jti"))
          .containsEntry("auth_time", Tokens.claims(first.accessToken()).get("auth_time"));
    }
    assertThatThrownBy(() -> refreshed(client, "unknown"))
        .isInstanceOf(NotAuthorizedException.class);
    app.revokeToken(it -> it.clientId(client).token(first.refreshToken()));
    assertThatThrownBy(() -> refreshed(client, first.refreshToken()))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("cognito-refresh-rotation")
  void aRotatedRefreshTokenCanBeUsedAgainOnlyInTheGracePeriod() throws Exception {
    var rotating = rotatingClients();
    var first = signedIn(rotating.output("Client"), rotating);
    var second = refreshed(rotating.output("Client"), first.refreshToken());
    assertThat(second.refreshToken()).isNotBlank().isNotEqualTo(first.refreshToken());
    assertThat(Tokens.claims(second.accessToken()))
        .containsEntry("origin_jti", Tokens.claims(first.accessToken()).get("origin_jti"));
    assertThatThrownBy(() -> refreshed(rotating.output("Client"), first.refreshToken()))
        .isInstanceOf(RefreshTokenReuseException.class);
    var third = refreshed(rotating.output("Client"), second.refreshToken());
    app.revokeToken(it -> it.clientId(rotating.output("Client")).token(third.refreshToken()));
    assertThatThrownBy(() -> refreshed(rotating.output("Client"), third.refreshToken()))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> app.getUser(it -> it.accessToken(first.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);

    var graceful = signedIn(rotating.output("WithGracePeriod"), rotating);
    var retried = refreshed(rotating.output("WithGracePeriod"), graceful.refreshToken());
    assertThat(
            refreshed(rotating.output("WithGracePeriod"), graceful.refreshToken()).refreshToken())
        .isNotEqualTo(retried.refreshToken());
    Thread.sleep(3100);
    assertThatThrownBy(() -> refreshed(rotating.output("WithGracePeriod"), graceful.refreshToken()))
        .isInstanceOf(RefreshTokenReuseException.class);
    assertThat(refreshed(rotating.output("WithGracePeriod"), retried.refreshToken()).accessToken())
        .isNotBlank();
    assertThatThrownBy(() ->
            app.initiateAuth(it ->
                it.clientId(rotating.output("WithGracePeriod"))
                    .authFlow(REFRESH_TOKEN_AUTH)
                    .authParameters(Map.of("REFRESH_TOKEN", retried.refreshToken()))))
        .isInstanceOf(InvalidParameterException.class);
  }

  private AuthenticationResultType refreshed(String clientId, String refreshToken) {
    return app.getTokensFromRefreshToken(it -> it.clientId(clientId).refreshToken(refreshToken))
        .authenticationResult();
  }

  private AuthenticationResultType signedIn(String clientId, Stacks stack) {
    var password = "Passw0rd!";
    var username = "user-" + UUID.randomUUID();
    admin.adminCreateUser(it -> it.userPoolId(stack.output("Pool")).username(username));
    admin.adminSetUserPassword(it ->
        it.userPoolId(stack.output("Pool")).username(username).password(password).permanent(true));
    return app.initiateAuth(it ->
            it.clientId(clientId)
                .authFlow(USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)))
        .authenticationResult();
  }

  private static Stacks rotatingClients() {
    return Stacks.create(
        """
        Resources:
          Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: NAME}}
          Client:
            Type: AWS::Cognito::UserPoolClient
            Properties:
              UserPoolId: !Ref Pool
              ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH]
              EnableTokenRevocation: true
              RefreshTokenRotation: {Feature: ENABLED, RetryGracePeriodSeconds: 0}
          WithGracePeriod:
            Type: AWS::Cognito::UserPoolClient
            Properties:
              UserPoolId: !Ref Pool
              ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
              RefreshTokenRotation: {Feature: ENABLED, RetryGracePeriodSeconds: 3}
        Outputs:
          Pool: {Value: !Ref Pool}
          Client: {Value: !Ref Client}
          WithGracePeriod: {Value: !Ref WithGracePeriod}
        """);
  }

  @Test
  @Proves("cognito-cors")
  void aPageOfAnyOriginCanCallCognito() throws Exception {
    var http = HttpClient.newHttpClient();
    var endpoint = URI.create(localAws.endpoint() + "/");
    var preflight =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://page.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-amz-target")
                .build(),
            HttpResponse.BodyHandlers.discarding());
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).contains("*");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .contains("content-type,x-amz-target");
    for (var operation :
        List.of(
            "AWSCognitoIdentityProviderService.GetUser",
            "AWSCognitoIdentityService.GetId",
            "DynamoDB_20120810.ListTables")) {
      var response =
          http.send(
              HttpRequest.newBuilder(endpoint)
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .header("Origin", "https://page.example")
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header("X-Amz-Target", operation)
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(response.headers().allValues("access-control-allow-origin"))
          .as(operation)
          .isEqualTo(operation.startsWith("AWSCognito") ? List.of("*") : List.of());
    }
  }
}
