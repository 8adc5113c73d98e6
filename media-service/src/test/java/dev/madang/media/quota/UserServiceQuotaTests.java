package dev.madang.media.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTParser;
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
  void theQuestionCarriesAServiceToken() throws ParseException {
    quota.availableSpace(ada, "media/a", 1);

    var authorization = USERS.authorizations().getLast();
    assertThat(authorization).startsWith("Bearer ");
    var claims = JWTParser.parse(authorization.substring("Bearer ".length())).getJWTClaimsSet();
    assertThat(claims.getStringClaim("client_id")).isEqualTo(AWS.output("MediaServiceClientId"));
    assertThat(claims.getStringClaim("scope")).isEqualTo("madang/quotas.write");
  }

  @Test
  void aServiceThatIsJustStartingIsAskedAgain() {
    USERS.firstSays(503, "{}");
    assertThat(quota.reserve(ada, "media/a", 1, SHA256, END))
        .isEqualTo(new ReservationResult.Granted());

    USERS.firstSays(503, "{}");
    quota.release(ada, "media/a", 1, SHA256);

    assertThat(USERS.quota().reserved(ada)).isZero();
  }

  @Test
  void whatItFailsAtIsUnavailable() {
    USERS.firstSays(500, "{}");

    assertThatExceptionOfType(QuotaUnavailable.class)
        .isThrownBy(() -> quota.availableSpace(ada, "media/a", 1));
  }

  @Test
  void anAnswerThatIsNoneIsUnavailable() {
    USERS.firstSays(200, "<html>");

    assertThatExceptionOfType(QuotaUnavailable.class)
        .isThrownBy(() -> quota.availableSpace(ada, "media/a", 1));
  }

  @Test
  void whatItRefusesForAnotherReasonIsOurMistakeAndNoRefusalOfTheUpload() {
    USERS.firstSays(409, "{\"type\": \"urn:madang:problem:something-new\"}");

    assertThatExceptionOfType(HttpClientErrorException.Conflict.class)
        .isThrownBy(() -> quota.reserve(ada, "media/a", 1, SHA256, END));
  }

  @Test
  void toTheCallerItIsAServiceThatIsAwayAndWillComeBack() {
    var answer = new QuotaProblems().on(new QuotaUnavailable(new IllegalStateException()));

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("5");
    assertThat(answer.getBody())
        .hasFieldOrPropertyWithValue("type", URI.create("urn:madang:problem:service-unavailable"));
  }
}
