package dev.madang.media.quota;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.media.TestProblems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTParser;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import java.net.URI;
import java.text.ParseException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.HttpClientErrorException;

class UserServiceQuotaTests extends RunningService implements QuotaContract {

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final Quota quota;

  @Autowired
  UserServiceQuotaTests(Quota quota) {
    this.quota = quota;
  }

  @Override
  public UserId ada() {
    return ada;
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public MemoryQuota account() {
    return USERS.quota();
  }

  @Test
  void sendsServiceToken() throws ParseException {
    quota.availableSpace(ada, "media/a", 1);

    var authorization = USERS.authorizations().getLast();
    assertThat(authorization).startsWith("Bearer ");
    var claims = JWTParser.parse(authorization.substring("Bearer ".length())).getJWTClaimsSet();
    assertThat(claims.getStringClaim("client_id")).isEqualTo(AWS.output("MediaServiceClientId"));
    assertThat(claims.getStringClaim("scope")).isEqualTo("madang/quotas.write");
  }

  @Test
  void retriesTransientFailures() {
    USERS.respondOnce(503, "{}");
    assertThat(quota.reserve(ada, "media/a", 1, SHA256, END))
        .isEqualTo(new ReservationResult.Granted());

    USERS.respondOnce(503, "{}");
    quota.release(ada, "media/a", 1, SHA256);

    assertThat(USERS.quota().reserved(ada)).isZero();
  }

  @Test
  void serverErrorIsUnavailable() {
    USERS.respondOnce(500, "{}");

    assertThatThrownBy(() -> quota.availableSpace(ada, "media/a", 1))
        .satisfies(problem(SERVICE_UNAVAILABLE));
  }

  @Test
  void invalidResponseIsUnavailable() {
    USERS.respondOnce(200, "<html>");

    assertThatThrownBy(() -> quota.availableSpace(ada, "media/a", 1))
        .satisfies(problem(SERVICE_UNAVAILABLE));
  }

  @Test
  void unknownProblemIsNotARefusal() {
    USERS.respondOnce(409, "{\"type\": \"urn:madang:problem:something-new\"}");

    assertThatExceptionOfType(HttpClientErrorException.Conflict.class)
        .isThrownBy(() -> quota.reserve(ada, "media/a", 1, SHA256, END));
  }

  @Test
  void unavailableHasRetryAfter() {
    USERS.respondOnce(500, "{}");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> quota.availableSpace(ada, "media/a", 1))
        .satisfies(problem -> {
          assertThat(problem.getStatusCode().value()).isEqualTo(503);
          assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
          assertThat(problem.getBody().getType())
              .isEqualTo(URI.create("urn:madang:problem:service-unavailable"));
        });
  }
}
