package dev.madang.user.profile;

import static dev.madang.defaults.problem.CommonProblem.INVALID_TOKEN;
import static dev.madang.user.cognito.CognitoThrottling.throttled;
import static java.util.stream.Collectors.toMap;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The attributes of a user in the user pool. */
@Component
class CognitoUserAttributes {

  private final CognitoIdentityProviderClient cognito;
  private final Clock clock;

  CognitoUserAttributes(CognitoIdentityProviderClient cognito, Clock clock) {
    this.cognito = cognito;
    this.clock = clock;
  }

  /** A new profile of the token's user. */
  Profile profile(String accessToken) {
    try {
      var attributes =
          throttled(() -> cognito.getUser(get -> get.accessToken(accessToken)))
              .userAttributes()
              .stream()
              .collect(toMap(AttributeType::name, AttributeType::value));
      return Profile.create(
          new UserId(attributes.getOrDefault("sub", "")),
          attributes.getOrDefault("email", ""),
          attributes.getOrDefault("name", ""),
          attribute(attributes, "locale").flatMap(Locales::known),
          attribute(attributes, "zoneinfo").flatMap(TimeZones::known),
          clock.instant());
    } catch (NotAuthorizedException | UserNotFoundException revoked) {
      throw INVALID_TOKEN.exception(revoked);
    }
  }

  private static Optional<String> attribute(Map<String, String> attributes, String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
