package dev.madang.user.cognito;

import static dev.madang.user.cognito.CognitoThrottling.throttled;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/**
 * The sign-ups that wait for their code. Anyone can start one for any address, and Cognito keeps
 * the password of the first; so a new account for the address begins with removing it.
 */
@Component
public class CognitoUnconfirmedUsers {

  private static final Logger LOG = LoggerFactory.getLogger(CognitoUnconfirmedUsers.class);

  /**
   * Cognito cannot delete a user on a condition, so the status must have been read just before: the
   * user may have confirmed the address since.
   */
  private static final Duration MAX_AGE_OF_STATUS = Duration.ofSeconds(2);

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  public CognitoUnconfirmedUsers(
      CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  /** What {@link #remove} found at an address. */
  public enum Found {
    /** Nobody, or an unconfirmed user who is removed now. */
    NONE,
    /** A user who is not removed. */
    USER
  }

  /**
   * Deletes the user with this address who has not confirmed it, with password, code and second
   * factor. A disabled user is kept: an administrator has decided about that address.
   */
  public Found remove(String email) {
    var readAt = System.nanoTime();
    AdminGetUserResponse user;
    try {
      user = throttled(() -> cognito.adminGetUser(get -> get.userPoolId(poolId).username(email)));
    } catch (UserNotFoundException | InvalidParameterException _) {
      return Found.NONE;
    }
    if (user.userStatus() != UserStatusType.UNCONFIRMED || !user.enabled()) {
      return Found.USER;
    }
    if (System.nanoTime() - readAt > MAX_AGE_OF_STATUS.toNanos()) {
      LOG.warn("Removing an unconfirmed user skipped: reading the status took too long");
      return Found.NONE;
    }
    delete(user.username());
    return Found.NONE;
  }

  /** By the user name, which no later sign-up with the address has. */
  private void delete(String username) {
    try {
      throttled(() ->
          cognito.adminDeleteUser(delete ->
              delete
                  .userPoolId(poolId)
                  .username(username)
                  .overrideConfiguration(it -> it.apiCallTimeout(MAX_AGE_OF_STATUS))));
    } catch (UserNotFoundException _) {
      // A simultaneous sign-up has removed it.
    }
  }
}
