package dev.madang.user.profile;

import static dev.madang.defaults.problem.CommonProblem.INVALID_TOKEN;
import static java.util.Objects.requireNonNull;

import dev.madang.user.UserId;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Creates the profile when a token of the user is seen first, whether our sign-in or Cognito itself
 * issued it. After a crash between Cognito and the table the next token creates it, and the table's
 * condition lets only one writer win, so that each user has exactly one profile.
 */
@Component
public class ProfileProvisioning {

  private final CognitoUserAttributes attributes;
  private final Profiles profiles;

  ProfileProvisioning(CognitoUserAttributes attributes, Profiles profiles) {
    this.attributes = attributes;
    this.profiles = profiles;
  }

  /**
   * @return empty if the account is being deleted
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-token} if Cognito has
   *     revoked the token
   */
  public Optional<Profile> getOrCreate(Jwt accessToken) {
    return profiles
        .find(new UserId(requireNonNull(accessToken.getSubject())))
        .or(() -> profiles.createIfAbsent(attributes.profile(accessToken.getTokenValue())));
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-token} if the account is
   *     being deleted as well
   */
  public Profile require(Jwt accessToken) {
    return getOrCreate(accessToken).orElseThrow(INVALID_TOKEN::exception);
  }
}
