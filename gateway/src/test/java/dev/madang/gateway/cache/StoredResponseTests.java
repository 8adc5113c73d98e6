package dev.madang.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.cache.StoredResponse.Freshness;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a stored response may be used, and what changes it. */
class StoredResponseTests {

  private static final long NOW = 1_800_000_000_000L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          max-age=10                                              | -            | 9   | FRESH
          max-age=10                                              | -            | 10  | STALE
          max-age=99, s-maxage=10                                 | -            | 10  | STALE
          max-age=1, s-maxage=10                                  | -            | 9   | FRESH
          max-age=99, no-cache                                    | -            | 0   | STALE
          max-age=99, no-cache="x"                                | -            | 9   | FRESH
          max-age=10, stale-while-revalidate=5                    | -            | 14  | STALE_WHILE_REVALIDATE
          max-age=10, stale-while-revalidate=5                    | -            | 15  | STALE
          max-age=10, stale-while-revalidate=5, must-revalidate   | -            | 11  | STALE
          max-age=10, stale-while-revalidate=5, proxy-revalidate  | -            | 11  | STALE
          s-maxage=10, stale-while-revalidate=5                   | -            | 11  | STALE
          max-age=10, stale-while-revalidate=5                    | max-age=99   | 11  | STALE
          max-age=10                                              | no-cache     | 0   | STALE
          max-age=10                                              | max-age=5    | 4   | FRESH
          max-age=10                                              | max-age=5    | 6   | STALE
          max-age=10                                              | min-fresh=5  | 4   | FRESH
          max-age=10                                              | min-fresh=5  | 6   | STALE
          public                                                  | -            | 0   | STALE
          """)
  void freshness(String control, String request, int age, Freshness expected) {
    var stored = stored(headers("Cache-Control", control));
    var asked =
        request == null
            ? CacheControl.of(headers())
            : CacheControl.of(headers("Cache-Control", request));
    assertThat(stored.freshness(NOW + age * 1000L, asked)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=10, stale-if-error=5                   | 14 | 0  | true
          max-age=10, stale-if-error=5                   | 15 | 0  | false
          max-age=10, stale-if-error=5, must-revalidate  | 11 | 0  | false
          max-age=10                                     | 11 | 0  | false
          max-age=10                                     | 11 | 60 | true
          max-age=10, stale-if-error=0                   | 11 | 60 | false
          s-maxage=10                                    | 11 | 60 | false
          max-age=10, no-cache                           | 1  | 60 | false
          """)
  void errors(String control, int age, int otherwise, boolean answers) {
    var stored = stored(headers("Cache-Control", control));
    assertThat(stored.mayAnswerErrors(NOW + age * 1000L, otherwise * 1000L)).isEqualTo(answers);
  }

  @Test
  void expiresCountsFromTheDate() {
    var headers =
        headers("Expires", HttpDate.format(NOW + 400_000), "Date", HttpDate.format(NOW + 300_000));
    var none = CacheControl.of(headers());
    assertThat(stored(headers).freshness(NOW + 99_000, none)).isEqualTo(Freshness.FRESH);
    assertThat(stored(headers).freshness(NOW + 101_000, none)).isEqualTo(Freshness.STALE);
    assertThat(stored(headers("Expires", "0")).freshness(NOW, none)).isEqualTo(Freshness.STALE);
  }

  @Test
  void aHeuristicLifetimeIsATenth() {
    var headers = headers("Last-Modified", HttpDate.format(NOW - 1_000_000));
    var head = new ResponseHead(200, "OK", headers);
    assertThat(Expiry.lifetime(head, CacheControl.of(headers), NOW, true)).isEqualTo(100_000);
    assertThat(Expiry.lifetime(head, CacheControl.of(headers), NOW, false)).isZero();
  }

  @Test
  void headersOfOneResponseAreNotStored() {
    var stored =
        stored(
            headers(
                "Cache-Control",
                "max-age=9, no-cache=\"a, B\"",
                "A",
                "1",
                "b",
                "2",
                "c",
                "3",
                "Age",
                "5",
                "X-Request-Id",
                "x",
                "traceparent",
                "x",
                "Content-Length",
                "4"));
    assertThat(stored.headers().names()).containsExactlyInAnyOrder("Cache-Control", "c", "date");
  }

  @Test
  void a304UpdatesTheHeadersButNotTheBody() {
    var stored = stored(headers("Cache-Control", "max-age=1", "ETag", "\"1\"", "A", "1", "B", "1"));
    var updated =
        stored.updated(
            headers("Cache-Control", "max-age=60", "A", "2", "Content-Length", "0"),
            stored.selection(),
            NOW + 5_000,
            NOW + 5_000,
            false);
    assertThat(updated.headers().get("a")).isEqualTo("2");
    assertThat(updated.headers().get("b")).isEqualTo("1");
    assertThat(updated.body()).hasToString("body");
    assertThat(updated.age(NOW + 5_000)).isZero();
    assertThat(updated.freshness(NOW + 60_000, CacheControl.of(headers())))
        .isEqualTo(Freshness.FRESH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Accept          | a, b   | a,b   | true
          Accept          | A      | a     | true
          X               | A      | a     | false
          X               | a      | -     | false
          X               | -      | -     | true
          """)
  void selection(String name, String first, String second, boolean matches) {
    var request = first == null ? headers() : headers(name, first);
    var other = second == null ? headers() : headers(name, second);
    var selection = Selection.of(headers("Vary", "Accept , x,, ACCEPT"), request);
    assertThat(selection.matches(other)).isEqualTo(matches);
    assertThat(selection.names()).containsExactly("accept", "x");
  }

  private static StoredResponse stored(MultiMap headers) {
    return StoredResponse.of(
        new ResponseHead(200, "OK", headers),
        Buffer.buffer("body"),
        Selection.of(headers, headers()),
        NOW,
        NOW,
        false);
  }

  private static MultiMap headers(String... namesAndValues) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
