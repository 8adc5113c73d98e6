package dev.madang.user.account;

import static dev.madang.user.pool.CognitoThrottling.limited;

import java.util.Optional;
import java.util.function.Supplier;
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
class CognitoSecondFactors implements SecondFactors {

  private final CognitoIdentityProviderClient cognito;

  CognitoSecondFactors(CognitoIdentityProviderClient cognito) {
    this.cognito = cognito;
  }

  @Override
  public String newSecret(String accessToken) {
    return authorized(() -> cognito.associateSoftwareToken(it -> it.accessToken(accessToken)))
        .secretCode();
  }

  @Override
  public void enable(String accessToken, String code, Optional<String> deviceName) {
    try {
      authorized(() ->
          cognito.verifySoftwareToken(verify ->
              verify
                  .accessToken(accessToken)
                  .userCode(code)
                  .friendlyDeviceName(deviceName.orElse(null))));
    } catch (EnableSoftwareTokenMfaException | CodeMismatchException | ExpiredCodeException wrong) {
      throw new WrongCode(wrong);
    } catch (InvalidParameterException | SoftwareTokenMfaNotFoundException nothing) {
      throw new TotpNotBegun(nothing);
    }
    prefer(accessToken, true);
  }

  @Override
  public void disable(String accessToken) {
    prefer(accessToken, false);
  }

  private void prefer(String accessToken, boolean wanted) {
    authorized(() ->
        cognito.setUserMFAPreference(preference ->
            preference
                .accessToken(accessToken)
                .softwareTokenMfaSettings(it -> it.enabled(wanted).preferredMfa(wanted))));
  }

  private static <T> T authorized(Supplier<T> call) {
    try {
      return limited(call);
    } catch (NotAuthorizedException | UserNotFoundException revoked) {
      throw new TokenRevoked(revoked);
    }
  }
}
