package dev.madang.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.RunningGateway;
import dev.madang.gateway.server.GatewayServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {"gateway.rate-limit.user=2/2h", "gateway.rate-limit.address=5/5h"})
class UserRateLimitTests extends RunningGateway {

  @Autowired
  UserRateLimitTests(GatewayServer server) {
    super(server);
  }

  @Test
  void eachUserHasARate() {
    var user = AWS.users().signedIn();
    var other = AWS.users().signedIn();

    get("/v1/me", user.accessToken())
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("RateLimit-Policy", "\"user\";q=2;w=7200")
        .expectHeader()
        .valueMatches("RateLimit", "\"user\";r=1;t=3[56]\\d\\d");
    get("/v1/me", user.accessToken()).expectStatus().isOk();
    expectProblem(get("/v1/me", user.accessToken()), 429, "too-many-requests")
        .expectHeader()
        .valueMatches("RateLimit", "\"user\";r=0;t=3[56]\\d\\d")
        .expectHeader()
        .valueMatches("Retry-After", "3[56]\\d\\d");
    get("/v1/me", other.accessToken()).expectStatus().isOk();
    assertThat(REQUESTS).hasSize(3);
  }
}
