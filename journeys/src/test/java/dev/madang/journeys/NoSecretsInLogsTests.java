package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs last: no log contains a secret that the other journeys used. */
@Isolated
@Order(Integer.MAX_VALUE)
class NoSecretsInLogsTests {

  private static final Pattern TIME = Pattern.compile("\"@timestamp\":\"[^\"]*\"");
  private static final Pattern CODE = Pattern.compile("\\d{6}");
  private static final Pattern ANY_TOKEN = Pattern.compile("eyJ[\\w-]{20,}\\.[\\w-]{20,}");
  private static final List<Service> ALL = List.of(Service.values());

  static Stream<Path> logs() {
    return Logs.all().stream();
  }

  @Test
  void eachServiceWritesALog() {
    assertThat(ALL).allMatch(service -> !Logs.of(service).isBlank());
  }

  @ParameterizedTest
  @MethodSource("logs")
  void noLogContainsASecret(Path log) {
    var text = TIME.matcher(Logs.read(log)).replaceAll("");
    assertThat(Secrets.all()).filteredOn(secret -> contains(text, secret)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("logs")
  void noLogContainsTokensOrSignatures(Path log) {
    assertThat(Logs.read(log))
        .doesNotContain("X-Amz-Signature=", "X-Amz-Security-Token=")
        .doesNotContain(Madang.output("UserServiceClientSecret"))
        .doesNotContain(Madang.output("MediaServiceClientSecret"))
        .doesNotContain(Madang.output("NotificationServiceClientSecret"))
        .doesNotContain(Madang.output("GatewayClientSecret"))
        .doesNotContainPattern(ANY_TOKEN);
  }

  /** Six digits may also be part of a longer number. */
  private static boolean contains(String text, String secret) {
    return CODE.matcher(secret).matches()
        ? Pattern.compile("(?<![\\w.])" + secret + "(?![\\w.])").matcher(text).find()
        : text.contains(secret);
  }
}
