package dev.madang.user.cognito;

import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

@Component
class CognitoUserLookup implements UserLookup {

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  CognitoUserLookup(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  @Override
  public Optional<UserId> find(String username) {
    return attribute(username, "sub").map(UserId::new);
  }

  @Override
  public Optional<String> findEmail(UserId user) {
    return attribute(user.value(), "email");
  }

  private Optional<String> attribute(String username, String name) {
    try {
      var user =
          throttled(() -> cognito.adminGetUser(get -> get.userPoolId(poolId).username(username)));
      return user.userAttributes().stream()
          .filter(it -> it.name().equals(name))
          .map(AttributeType::value)
          .findFirst();
    } catch (UserNotFoundException | InvalidParameterException _) {
      return Optional.empty();
    }
  }
}
