package dev.madang.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests without a verified token, with a limit that does not refill during a test. */
class AddressRateLimitTests {

  private ScriptedService service;
  private StartedGateway gateway;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(),
            "gateway.rate-limit.address=3/3h",
            "gateway.client.trusted-hops=1",
            "gateway.client.trusted-proxies=127.0.0.1/32");
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void anAddressHasARateAndTheResponsesSayWhatRemains() throws IOException {
    assertThat(get("198.51.100.1"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("ratelimit-policy: \"address\";q=3;w=10800\r\n")
        .containsPattern("(?i)ratelimit: \"address\";r=2;t=3[56]\\d\\d\r\n");
    get("198.51.100.1");
    get("198.51.100.1");
    assertThat(get("198.51.100.1"))
        .startsWith("HTTP/1.1 429 ")
        .contains("urn:madang:problem:too-many-requests")
        .containsIgnoringCase("ratelimit-policy: \"address\";q=3;w=10800\r\n")
        .containsPattern("(?i)ratelimit: \"address\";r=0;t=3[56]\\d\\d\r\n")
        .containsPattern("(?i)retry-after: 3[56]\\d\\d\r\n");
    assertThat(get("198.51.100.2")).startsWith("HTTP/1.1 200 ");
    assertThat(service.requests()).hasSize(4);
  }

  @Test
  void anIpv6NetworkIsOneClient() throws IOException {
    for (var i = 1; i <= 3; i++) {
      assertThat(get("2001:db8:0:7::" + i)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(get("2001:db8:0:7:ffff::4")).startsWith("HTTP/1.1 429 ");
    assertThat(get("2001:db8:0:8::4")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void requestsWithoutAValidTokenCountBeforeTheTokenIsVerified() throws IOException {
    assertThat(get("198.51.100.1", "/v1/me", "")).startsWith("HTTP/1.1 401 ");
    assertThat(get("198.51.100.1", "/v1/me", "Authorization: Basic x\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(get("198.51.100.1", "/v1/me", "Authorization: Bearer x\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(get("198.51.100.1", "/v1/me", "Authorization: Bearer y\r\n"))
        .startsWith("HTTP/1.1 429 ");
  }

  @Test
  void aRefusedRequestIsAnsweredWithoutItsBody() throws IOException {
    for (var i = 0; i < 3; i++) {
      get("198.51.100.1");
    }
    try (var socket = gateway.connect()) {
      StartedGateway.write(
          socket,
          "POST /v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\n"
              + "X-Forwarded-For: 198.51.100.1\r\nContent-Length: 60000\r\n\r\n{");
      assertThat(StartedGateway.readUntil(socket, "}")).startsWith("HTTP/1.1 429 ");
    }
  }

  private String get(String address) throws IOException {
    return get(address, "/v1/shared/x", "");
  }

  private String get(String address, String path, String headers) throws IOException {
    return gateway.exchange(
        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: %s\r\n%s\r\n"
            .formatted(path, address, headers));
  }
}
