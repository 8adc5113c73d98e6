package dev.madang.user.accountdeletion;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoProperties;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The pool accepts a {@code sub} as the user name. */
@Component
class CognitoAccountDisabling implements AccountDisabling {

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  CognitoAccountDisabling(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  @Override
  public void disable(UserId user) {
    ifPresent(
        user,
        name -> {
          cognito.adminDisableUser(it -> it.userPoolId(poolId).username(name));
          cognito.adminUserGlobalSignOut(it -> it.userPoolId(poolId).username(name));
        });
  }

  @Override
  public void delete(UserId user) {
    ifPresent(user, name -> cognito.adminDeleteUser(it -> it.userPoolId(poolId).username(name)));
  }

  private static void ifPresent(UserId user, Consumer<String> call) {
    try {
      call.accept(user.value());
    } catch (UserNotFoundException _) {
      // Deleted before.
    }
  }
}
