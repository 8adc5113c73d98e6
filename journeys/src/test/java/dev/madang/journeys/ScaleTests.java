package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The profile {@code scale} of docker-compose.yml: two copies of each service. */
@Isolated
class ScaleTests {
  private static final List<Integer> REQUESTS = IntStream.range(0, 60).boxed().toList();
  private static final Pattern COUNT = Pattern.compile("\"COUNT\",\"value\":([0-9.]+)");

  /** The image has Perl but no HTTP client; the management port is on loopback. */
  private static final String READ_METRIC =
      """
      my $service = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ENV{MANAGEMENT_PORT}") or die;
      my $path = "/actuator/metrics/http.server.requests?tag=uri:$ARGV[0]";
      print $service "GET $path HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n";
      print <$service>;
      """;

  @BeforeAll
  static void needsContainers() {
    assumeTrue(Madang.IN_CONTAINERS, "docker compose does not run this system");
  }

  @ParameterizedTest
  @CsvSource({
    "user-service, /v1/me",
    "media-service, /v1/media",
    "notification-service, /v1/notifications"
  })
  void bothCopiesGetRequests(String service, String path) {
    var copies = List.of(service, service + "-2");
    var before = copies.stream().map(copy -> requests(copy, path)).toList();

    var dana = User.signedIn();
    Concurrently.forEach(REQUESTS, _ -> dana.api().get(path).expect(200));

    for (int copy = 0; copy < copies.size(); copy++) {
      assertThat(requests(copies.get(copy), path) - before.get(copy))
          .as("requests to %s", copies.get(copy))
          .isGreaterThan(REQUESTS.size() / 6.0);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GATEWAY")
  void theOtherCopyContinuesWhenOneIsKilled(Service service) {
    var dana = User.signedIn();
    service.kill();
    try {
      var created = dana.upload(SampleFile.dandelion());
      assertThat(dana.waitForThumbnails(created).images()).hasSize(8);
      dana.waitForNotification(created);
      for (var path : List.of("/v1/me", "/v1/media", "/v1/notifications")) {
        assertThat(REQUESTS).allSatisfy(_ -> assertThat(status(dana, path)).isEqualTo(200));
      }
    } finally {
      service.start();
    }
  }

  /** Without the retries of an app. */
  private static int status(User user, String path) {
    try {
      return Http.sendOnce(user.api().request(path).build()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double requests(String copy, String path) {
    var metric =
        Launcher.compose("exec", "-T", copy, "perl", "-MIO::Socket::INET", "-e", READ_METRIC, path);
    var count = COUNT.matcher(metric);
    return count.find() ? Double.parseDouble(count.group(1)) : 0;
  }
}
