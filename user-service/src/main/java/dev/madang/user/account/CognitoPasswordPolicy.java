package dev.madang.user.account;

import dev.madang.user.pool.CognitoProperties;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/**
 * The password policy of the user pool, asked before Cognito is: a weak password is called weak
 * whether or not the address has an account, and with it whatever else Cognito looks at first.
 */
@Component
class CognitoPasswordPolicy {

  private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;
  private volatile @Nullable PasswordPolicyType policy;

  CognitoPasswordPolicy(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  /**
   * @throws WeakPassword if the pool would not take it
   */
  void check(String password) {
    var policy = policy();
    // Cognito refuses outer spaces as it refuses any bad form: it does not say what is bad.
    refuse(!password.equals(password.strip()), "it begins or ends with a space");
    refuse(
        password.length() < policy.minimumLength(),
        "it has less than " + policy.minimumLength() + " characters");
    refuse(
        policy.requireLowercase() && lacks(password, it -> it >= 'a' && it <= 'z'),
        "it has no lower case letter");
    refuse(
        policy.requireUppercase() && lacks(password, it -> it >= 'A' && it <= 'Z'),
        "it has no upper case letter");
    refuse(
        policy.requireNumbers() && lacks(password, it -> it >= '0' && it <= '9'),
        "it has no number");
    refuse(
        policy.requireSymbols() && lacks(password, it -> SYMBOLS.indexOf(it) >= 0),
        "it has no symbol");
  }

  private static void refuse(boolean weak, String lack) {
    if (weak) {
      throw new WeakPassword(lack, null);
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
