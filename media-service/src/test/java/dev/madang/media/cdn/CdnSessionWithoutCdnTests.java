package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class CdnSessionWithoutCdnTests extends RunningService {

  private final MockMvcTester http;

  @Autowired
  CdnSessionWithoutCdnTests(MockMvcTester http) {
    this.http = http;
  }

  @Test
  void modeIsSignedLinks() {
    var response =
        http.post()
            .uri("/v1/cdn-sessions")
            .header("Authorization", "Bearer " + AWS.users().signedIn().accessToken())
            .exchange();

    assertThat(response)
        .hasStatusOk()
        .doesNotContainHeader("Set-Cookie")
        .bodyJson()
        .isStrictlyEqualTo("{\"mode\": \"signed-links\"}");
  }
}
