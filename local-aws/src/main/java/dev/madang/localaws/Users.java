package dev.madang.localaws;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Creates users of the pool without the mailed code of a sign-up. */
public final class Users {
  private static final String PASSWORD = "Correct-Horse-1";

  private final LocalAws localAws;
  private final CognitoIdentityProviderClient cognito;

  Users(LocalAws localAws) {
    this.localAws = localAws;
    this.cognito = localAws.client(CognitoIdentityProviderClient.builder());
  }

  /** A user with a unique address, confirmed and signed in. */
  public SignedInUser signedIn() {
    return signedIn("user-" + UUID.randomUUID() + "@example.com");
  }

  /** A user with this address, confirmed and signed in; the address must be free. */
  public SignedInUser signedIn(String email) {
    var pool = localAws.output("UserPoolId");
    var verified = AttributeType.builder().name("email_verified").value("true").build();
    var sub =
        cognito
            .adminCreateUser(user ->
                user.userPoolId(pool)
                    .username(email)
                    .userAttributes(verified)
                    .messageAction(MessageActionType.SUPPRESS))
            .user()
            .username();
    cognito.adminSetUserPassword(
        password -> password.userPoolId(pool).username(email).password(PASSWORD).permanent(true));
    var tokens =
        cognito
            .initiateAuth(signIn ->
                signIn
                    .clientId(localAws.output("AppClientId"))
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", email, "PASSWORD", PASSWORD)))
            .authenticationResult();
    return new SignedInUser(sub, email, tokens.accessToken(), tokens.idToken());
  }
}
