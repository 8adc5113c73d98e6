package dev.madang.user.session;

import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

@Component
class CognitoGlobalSignOut implements GlobalSignOut {

  private static final Logger LOG = LoggerFactory.getLogger(CognitoGlobalSignOut.class);

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  CognitoGlobalSignOut(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  @Override
  public void signOut(Jwt accessToken) {
    try {
      throttled(
          () -> cognito.globalSignOut(signOut -> signOut.accessToken(accessToken.getTokenValue())));
    } catch (NotAuthorizedException _) {
      // Cognito has revoked the token before; our own sessions may still be valid.
      LOG.info("Cognito sign-out of user {} skipped: already done", accessToken.getSubject());
    }
  }

  @Override
  public void signOut(UserId user) {
    throttled(() ->
        cognito.adminUserGlobalSignOut(
            signOut -> signOut.userPoolId(poolId).username(user.value())));
  }
}
