package dev.madang.gateway.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address a service sees, and who is refused. */
class ClientAddressTests {

  private static final String OLD = "old-origin-secret-of-32-characters";
  private static final String NEW = "new-origin-secret-of-32-characters";
  private static final String TWO_HOPS = "gateway.client.trusted-hops=2";

  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  @Test
  void withoutTrustedHopsItIsTheAddressOfTheConnection() throws Exception {
    try (var gateway = new StartedGateway(service.url())) {
      assertThat(seen(gateway, "X-Forwarded-For: 198.51.100.1\r\n")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void theAddressIsTheOneThatTheFirstTrustedProxyAppended() throws Exception {
    try (var gateway =
        new StartedGateway(
            service.url(), TWO_HOPS, "gateway.client.trusted-proxies=10.0.0.0/8,127.0.0.0/8")) {
      var ofClient = "X-Forwarded-For: 203.0.113.66, 203.0.113.67\r\n";
      assertThat(seen(gateway, ofClient + "X-Forwarded-For: 198.51.100.1, 10.0.0.1\r\n"))
          .isEqualTo("198.51.100.1");
      assertThat(seen(gateway, "X-Forwarded-For: 2001:DB8::1,10.0.0.1\r\n"))
          .isEqualTo("2001:db8:0:0:0:0:0:1");
      assertThat(seen(gateway, "X-Forwarded-For: ::ffff:198.51.100.1, 10.0.0.1\r\n"))
          .isEqualTo("198.51.100.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1", "example.com, 10.0.0.1", ", 10.0.0.1", ",,,"})
  void aHeaderThatTheProxiesWouldNotSendIsIgnored(String value) throws Exception {
    try (var gateway =
        new StartedGateway(
            service.url(), TWO_HOPS, "gateway.client.trusted-proxies=127.0.0.1/32")) {
      assertThat(seen(gateway, "X-Forwarded-For: " + value + "\r\n")).isEqualTo("127.0.0.1");
      assertThat(seen(gateway, "")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aConnectionThatIsNotOfAProxyHasItsOwnAddress() throws Exception {
    try (var gateway =
        new StartedGateway(service.url(), TWO_HOPS, "gateway.client.trusted-proxies=10.0.0.0/8")) {
      assertThat(seen(gateway, "X-Forwarded-For: 198.51.100.1, 10.0.0.1\r\n"))
          .isEqualTo("127.0.0.1");
    }
  }

  @Test
  void refusesWhatHasNotTheOriginSecretAndPassesNoSecretOn() throws Exception {
    try (var gateway =
        new StartedGateway(
            service.url(),
            "gateway.client.trusted-hops=1",
            "gateway.client.origin-secrets=" + OLD + "," + NEW)) {
      for (var secret : List.of(OLD, NEW)) {
        var header = "X-Madang-Origin-Secret: " + secret + "\r\n";
        assertThat(seen(gateway, header + "X-Forwarded-For: 198.51.100.1\r\n"))
            .isEqualTo("198.51.100.1");
      }
      for (var refused :
          List.of(
              "",
              "X-Madang-Origin-Secret: \r\n",
              "X-Madang-Origin-Secret: " + OLD.replace('-', '_') + "\r\n",
              "X-Madang-Origin-Secret: " + OLD + "\r\nX-Madang-Origin-Secret: " + NEW + "\r\n")) {
        assertThat(exchange(gateway, refused))
            .startsWith("HTTP/1.1 403 ")
            .contains("urn:madang:problem:direct-access-forbidden");
      }
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void theConfigurationTrustsNoHeaderThatAnyClientCouldSend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientProperties(1, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientProperties(0, List.of(), List.of("short")));
    assertThat(new ClientProperties(1, List.of(), List.of(OLD)).toString()).doesNotContain(OLD);
  }

  /** The address that the service sees; it sees nothing else of the headers. */
  private String seen(StartedGateway gateway, String headers) throws Exception {
    assertThat(exchange(gateway, headers)).startsWith("HTTP/1.1 200 ");
    var head = service.requests().poll(5, SECONDS).head();
    assertThat(head).noneMatch(it -> it.contains("secret") || it.startsWith("x-forwarded"));
    return head.stream()
        .filter(it -> it.startsWith("x-madang-client-address: "))
        .map(it -> it.substring(25))
        .findFirst()
        .orElseThrow();
  }

  private static String exchange(StartedGateway gateway, String headers) throws IOException {
    return gateway.exchange(
        "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
  }
}
