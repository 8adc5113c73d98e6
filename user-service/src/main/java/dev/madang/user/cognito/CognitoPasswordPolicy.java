package dev.madang.user.cognito;

import static dev.madang.user.UserProblem.WEAK_PASSWORD;

import dev.madang.defaults.problem.ProblemException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/**
 * Checks the password policy of the user pool before Cognito does. Cognito checks the account
 * first, so its own response to a weak password would reveal whether the account exists.
 */
@Component
public class CognitoPasswordPolicy {

  private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;
  private volatile @Nullable PasswordPolicyType policy;

  public CognitoPasswordPolicy(
      CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  /**
   * @throws ProblemException {@code weak-password} if the pool would not accept it
   */
  public void check(String password) {
    var policy = policy();
    // Cognito does not accept outer spaces either, but does not say so.
    rejectIf(!password.equals(password.strip()), "it begins or ends with a space");
    rejectIf(
        password.length() < policy.minimumLength(),
        "it has fewer than " + policy.minimumLength() + " characters");
    rejectIf(
        policy.requireLowercase() && lacks(password, it -> it >= 'a' && it <= 'z'),
        "it has no lower case letter");
    rejectIf(
        policy.requireUppercase() && lacks(password, it -> it >= 'A' && it <= 'Z'),
        "it has no upper case letter");
    rejectIf(
        policy.requireNumbers() && lacks(password, it -> it >= '0' && it <= '9'),
        "it has no digit");
    rejectIf(
        policy.requireSymbols() && lacks(password, it -> SYMBOLS.indexOf(it) >= 0),
        "it has no symbol");
  }

  /** The same problem for a password that passed {@link #check} and that Cognito rejects. */
  public static ProblemException weakPassword(InvalidPasswordException rejected) {
    return weakPassword(rejected.awsErrorDetails().errorMessage());
  }

  private static ProblemException weakPassword(String reason) {
    return WEAK_PASSWORD.exception("The password does not meet the password policy: " + reason);
  }

  private static void rejectIf(boolean weak, String reason) {
    if (weak) {
      throw weakPassword(reason);
    }
  }

  private static boolean lacks(String password, IntPredicate kind) {
    return password.chars().noneMatch(kind);
  }

  private PasswordPolicyType policy() {
    var known = policy;
    if (known == null) {
      known =
          cognito
              .describeUserPool(describe -> describe.userPoolId(poolId))
              .userPool()
              .policies()
              .passwordPolicy();
      policy = known;
    }
    return known;
  }
}
