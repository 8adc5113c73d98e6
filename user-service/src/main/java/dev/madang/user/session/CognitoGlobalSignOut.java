package dev.madang.user.session;

import static dev.madang.user.pool.CognitoThrottling.throttled;

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

  CognitoGlobalSignOut(CognitoIdentityProviderClient cognito) {
    this.cognito = cognito;
  }

  @Override
  public void ofUserWith(Jwt accessToken) {
    try {
      throttled(
          () -> cognito.globalSignOut(signOut -> signOut.accessToken(accessToken.getTokenValue())));
    } catch (NotAuthorizedException _) {
      // Cognito takes the token no more: the user has signed out before, or is gone.
      LOG.info("User {} was signed out of Cognito before", accessToken.getSubject());
    }
  }
}
