package dev.madang.user.closure;

import dev.madang.user.profile.UserId;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The pool takes a {@code sub} for a user name. */
@Component
class CognitoLocks implements Locks {

  private final CognitoIdentityProviderClient cognito;
  private final String pool;

  CognitoLocks(
      CognitoIdentityProviderClient cognito, @Value("${user.account.pool-id}") String pool) {
    this.cognito = cognito;
    this.pool = pool;
  }

  @Override
  public void lock(UserId user) {
    unlessGone(
        user,
        name -> {
          cognito.adminDisableUser(it -> it.userPoolId(pool).username(name));
          cognito.adminUserGlobalSignOut(it -> it.userPoolId(pool).username(name));
        });
  }

  @Override
  public void remove(UserId user) {
    unlessGone(user, name -> cognito.adminDeleteUser(it -> it.userPoolId(pool).username(name)));
  }

  private static void unlessGone(UserId user, Consumer<String> call) {
    try {
      call.accept(user.value());
    } catch (UserNotFoundException _) {
      // Gone is what we want.
    }
  }
}
