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

  /** A secret for an authenticator app, in Base32; {@link #enable} puts it to use. */
  String enroll(String accessToken) {
    return authorized(() -> cognito.associateSoftwareToken(it -> it.accessToken(accessToken)))
        .secretCode();
  }

  /** From now on a sign-in requires a code of the enrolled app. */
  void enable(String accessToken, String code, @Nullable String deviceName) {
    try {
      authorized(() ->
          cognito.verifySoftwareToken(verify ->
              verify.accessToken(accessToken).userCode(code).friendlyDeviceName(deviceName)));
    } catch (EnableSoftwareTokenMfaException | CodeMismatchException | ExpiredCodeException wrong) {
      throw INVALID_CODE.exception(wrong);
    } catch (InvalidParameterException | SoftwareTokenMfaNotFoundException missing) {
      throw TOTP_NOT_ENROLLED.exception(missing);
    }
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
