package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.RawHttp.RawResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody guesses passwords and has mails sent; the user is not locked out. */
class PasswordGuessingTests {

  private static final List<String> JSON = List.of("Content-Type: application/json");
  private static final String ATTACKER = "127.0.0.2";

  @Test
  void guessingEndsAndTheUserStillSignsIn() {
    var dana = User.signedIn();
    for (var i = 0; i < 10; i++) {
      assertThat(guess(dana.email()).status()).isEqualTo(400);
    }

    var refused = guess(dana.email());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("urn:madang:problem:too-many-requests");
    assertThat(refused.headers())
        .hasEntrySatisfying("ratelimit-policy", it -> assertThat(it).contains("account-attempts"));
    var retryAfter = refused.headers().getOrDefault("retry-after", "missing");
    assertThat(Integer.parseInt(retryAfter)).isBetween(1, 90);
    dana.signIn();
  }

  @Test
  void anUnknownAddressIsAnsweredInTheSameWay() {
    var unknown = "nobody-" + UUID.randomUUID() + "@madang.example";
    for (var i = 0; i < 10; i++) {
      assertThat(guess(unknown).status()).isEqualTo(400);
    }
    assertThat(guess(unknown).status()).isEqualTo(429);
  }

  @Test
  void aMailboxIsNotFlooded() {
    var dana = User.signedIn();
    var mails = Mail.to(dana.email()).stream().filter(Mail::isPasswordReset).count();
    var refused = 0;
    for (var i = 0; i < 20; i++) {
      refused += post("/v1/auth/forgot-password", dana.email()).status() == 429 ? 1 : 0;
    }
    assertThat(refused).isGreaterThanOrEqualTo(15);
    assertThat(Mail.to(dana.email()).stream().filter(Mail::isPasswordReset).count() - mails)
        .isLessThanOrEqualTo(5);
  }

  private static RawResponse guess(String email) {
    var body = "{\"email\": \"%s\", \"password\": \"Not-The-Password-1\"}".formatted(email);
    return RawHttp.sendFrom(ATTACKER, "POST", "/v1/auth/sign-in", JSON, body);
  }

  private static RawResponse post(String path, String email) {
    return RawHttp.sendFrom(ATTACKER, "POST", path, JSON, "{\"email\": \"" + email + "\"}");
  }
}
