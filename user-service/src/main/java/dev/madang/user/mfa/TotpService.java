package dev.madang.user.mfa;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.user.UserProblem.TOTP_NOT_ENROLLED;
import static dev.madang.user.usedcode.UsedCodes.Purpose.ENABLE_TOTP;

import dev.madang.user.mfa.TotpController.TotpEnrollment;
import dev.madang.user.profile.ProfileProvisioning;
import dev.madang.user.recoverycode.RecoveryCodes;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.SessionToken;
import dev.madang.user.usedcode.UsedCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Authenticator apps with their recovery codes. */
@Component
class TotpService {

  private final CognitoTotp totp;
  private final RecoveryCodes recoveryCodes;
  private final UsedCodes usedCodes;
  private final ProfileProvisioning profiles;
  private final SecurityEvents events;

  TotpService(
      CognitoTotp totp,
      RecoveryCodes recoveryCodes,
      UsedCodes usedCodes,
      ProfileProvisioning profiles,
      SecurityEvents events) {
    this.totp = totp;
    this.recoveryCodes = recoveryCodes;
    this.usedCodes = usedCodes;
    this.profiles = profiles;
    this.events = events;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code service-unavailable} if a
   *     simultaneous enrollment has replaced this one
   */
  TotpEnrollment enroll(Jwt token) {
    var email = profiles.require(token).email();
    var user = SessionToken.of(token).user();
    var enrollment = recoveryCodes.beginEnrollment(user);
    var secret = totp.enroll(token.getTokenValue());
    var codes =
        recoveryCodes
            .prepare(user, enrollment)
            .orElseThrow(() -> SERVICE_UNAVAILABLE.exception().retryAfter(Duration.ofSeconds(1)));
    return TotpEnrollment.of(secret, email, codes);
  }

  void enable(Jwt token, String code, @Nullable String deviceName, ClientInfo client) {
    var user = SessionToken.of(token).user();
    usedCodes.use(
        ENABLE_TOTP,
        user.value(),
        code,
        () -> {
          totp.verify(token.getTokenValue(), code, deviceName);
          // Before TOTP is required: nobody needs a code that was shown and is not active.
          recoveryCodes.activate(user);
          totp.enable(token.getTokenValue());
          events.record(user, SecurityEventType.TOTP_ENABLED, client, Map.of());
        });
  }

  void disable(Jwt token, ClientInfo client) {
    var user = SessionToken.of(token).user();
    totp.disable(token.getTokenValue());
    recoveryCodes.delete(user);
    events.record(user, SecurityEventType.TOTP_DISABLED, client, Map.of());
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code totp-not-enrolled}
   */
  List<String> createRecoveryCodes(Jwt token, ClientInfo client) {
    if (!totp.isEnabled(token.getTokenValue())) {
      throw TOTP_NOT_ENROLLED.exception();
    }
    var user = SessionToken.of(token).user();
    var codes = recoveryCodes.replace(user);
    events.record(user, SecurityEventType.RECOVERY_CODES_CREATED, client, Map.of());
    return codes;
  }
}
