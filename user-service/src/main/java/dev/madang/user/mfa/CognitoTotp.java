package dev.madang.user.mfa;

import static dev.madang.defaults.problem.CommonProblem.INVALID_TOKEN;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.TOTP_NOT_ENROLLED;
import static dev.madang.user.cognito.CognitoThrottling.limited;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EnableSoftwareTokenMfaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Cognito's software tokens. */
@Component
class CognitoTotp {

  private final CognitoIdentityProviderClient cognito;

  CognitoTotp(CognitoIdentityProviderClient cognito) {
    this.cognito = cognito;
  }

  /** A secret for an authenticator app, in Base32; {@link #verify} puts it to use. */
  String enroll(String accessToken) {
    return authorized(() -> cognito.associateSoftwareToken(it -> it.accessToken(accessToken)))
        .secretCode();
  }

  /** The codes of the enrolled app are right from now on; {@link #enable} requires them. */
  void verify(String accessToken, String code, @Nullable String deviceName) {
    try {
      authorized(() ->
          cognito.verifySoftwareToken(verify ->
              verify.accessToken(accessToken).userCode(code).friendlyDeviceName(deviceName)));
    } catch (EnableSoftwareTokenMfaException | CodeMismatchException | ExpiredCodeException wrong) {
      throw INVALID_CODE.exception(wrong);
    } catch (InvalidParameterException | SoftwareTokenMfaNotFoundException missing) {
      throw TOTP_NOT_ENROLLED.exception(missing);
    }
  }

  boolean isEnabled(String accessToken) {
    return authorized(() -> cognito.getUser(get -> get.accessToken(accessToken)))
        .userMFASettingList()
        .contains("SOFTWARE_TOKEN_MFA");
  }

  /** From now on a sign-in requires a code of the verified app. */
  void enable(String accessToken) {
    prefer(accessToken, true);
  }

  void disable(String accessToken) {
    prefer(accessToken, false);
  }

  private void prefer(String accessToken, boolean enabled) {
    authorized(() ->
        cognito.setUserMFAPreference(preference ->
            preference
                .accessToken(accessToken)
                .softwareTokenMfaSettings(it -> it.enabled(enabled).preferredMfa(enabled))));
  }

  private static <T> T authorized(Supplier<T> call) {
    try {
      return limited(call);
    } catch (NotAuthorizedException | UserNotFoundException revoked) {
      throw INVALID_TOKEN.exception(revoked);
    }
  }
}
