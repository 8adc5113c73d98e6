package dev.madang.notification.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTParser;
import dev.madang.notification.RunningService;
import dev.madang.notification.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;

class UserServiceRecipientsTests extends RunningService {

  private final UserId user = new UserId(UUID.randomUUID().toString());
  private final Recipients recipients;

  @Autowired
  UserServiceRecipientsTests(Recipients recipients) {
    this.recipients = recipients;
  }

  @Test
  void returnsNameAndAddressOfAUser() {
    USERS.add(user.value(), "kim@example.com", "Kim");

    assertThat(recipients.find(user)).contains(new Recipient("kim@example.com", "Kim"));
  }

  @Test
  void sendsAServiceToken() throws ParseException {
    USERS.add(user.value(), "kim@example.com", "Kim");
    recipients.find(user);

    assertThat(USERS.authorizations(user.value())).singleElement().asString().startsWith("Bearer ");
    var token = USERS.authorizations(user.value()).getFirst().substring("Bearer ".length());
    var claims = JWTParser.parse(token).getJWTClaimsSet();
    assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
    assertThat(claims.getStringClaim("client_id"))
        .isEqualTo(AWS.output("NotificationServiceClientId"));
    assertThat(claims.getStringClaim("scope")).isEqualTo("madang/users.read");
  }

  @Test
  void returnsEmptyForAUserThatDoesNotExist() {
    assertThat(recipients.find(user)).isEmpty();
  }

  @Test
  void failsOnAnother404() {
    USERS.answerOnce(user.value(), 404, "{\"type\": \"urn:madang:problem:not-found\"}");

    assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
        .isThrownBy(() -> recipients.find(user));
  }

  @Test
  void retriesAfter503() {
    USERS.add(user.value(), "kim@example.com", "Kim");
    USERS.answerOnce(user.value(), 503, "{}");

    assertThat(recipients.find(user)).isPresent();
  }

  @Test
  void retriesAfterATimeout() {
    USERS.add(user.value(), "kim@example.com", "Kim");
    USERS.delayOnce(user.value(), Duration.ofSeconds(1));

    assertThat(recipients.find(user)).isPresent();
  }

  @Test
  void givesUpAfterThreeTimeouts() {
    for (int i = 0; i < 10; i++) {
      USERS.delayOnce(user.value(), Duration.ofSeconds(1));
    }

    assertThatExceptionOfType(ResourceAccessException.class)
        .isThrownBy(() -> recipients.find(user));
    assertThat(USERS.authorizations(user.value())).hasSize(3);
  }
}
