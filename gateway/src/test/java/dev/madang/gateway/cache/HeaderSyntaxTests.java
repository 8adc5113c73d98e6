package dev.madang.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of headers mean to the cache. */
class HeaderSyntaxTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          max-age=60                             | 60
          MaX-aGe=60                             | 60
          public, max-age=60 , x                 | 60
          max-age=0060                           | 60
          max-age="60"                           | 60
          max-age=2147483648                     | 2147483648
          max-age=99999999999999999999           | 2147483648
          max-age=60, max-age=1                  | 1
          max-age=1, max-age=60                  | 1
          x="max-age=60, \\", max-age=60", max-age=1 | 1
          max-age='60'                           | 0
          max-age=-60                            | 0
          max-age=60.0                           | 0
          max-age= 60                            | 0
          max-age=6a                             | 0
          max-age                                | 0
          x-max-age=60                           | -1
          x="max-age=60                          | -1
          """)
  void lifetimes(String value, long seconds) {
    assertThat(control(value).seconds("max-age")).isEqualTo(seconds);
  }

  @Test
  void severalLinesAreOne() {
    var headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("Cache-Control", "private").add("cache-control", "max-age=5");
    var control = CacheControl.of(headers);
    assertThat(control.has("private")).isTrue();
    assertThat(control.seconds("max-age")).isEqualTo(5);
  }

  @Test
  void noCacheMayConcernSomeHeadersOnly() {
    assertThat(control("no-cache=\"A, b\"").hasNoCache()).isFalse();
    assertThat(control("no-cache=\"A, b\"").noCacheFields()).containsExactly("a", "b");
    assertThat(control("no-cache=\"a\", no-cache").hasNoCache()).isTrue();
    assertThat(control("no-cache").hasNoCache()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "SUN, 06 NOV 1994 08:49:37 gmt",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void datesHaveThreeFormats(String date) {
    assertThat(Instant.ofEpochMilli(HttpDate.parse(date))).hasToString("1994-11-06T08:49:37Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Abc 1994 08:49:37 GMT"
      })
  void otherDatesAreInvalid(String date) {
    assertThat(HttpDate.parse(date)).isEqualTo(HttpDate.INVALID);
  }

  @Test
  void writtenDatesCanBeRead() {
    assertThat(HttpDate.parse(HttpDate.format(784111777000L))).isEqualTo(784111777000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0        | 0
          30       | 30
          7200, 0  | 7200
          0, 7200  | 0
          abc      | 0
          -7200    | 0
          7200.0   | 0
          """)
  void theFirstAgeCounts(String age, long seconds) {
    var headers = MultiMap.caseInsensitiveMultiMap().add("Age", age);
    assertThat(Expiry.initialAge(headers, 1_000, 1_000)).isEqualTo(seconds * 1000);
  }

  @Test
  void theAgeIncludesTheTimeOfTheRequestAndTheDate() {
    var headers = MultiMap.caseInsensitiveMultiMap().add("Age", "10");
    assertThat(Expiry.initialAge(headers, 1_000, 3_000)).isEqualTo(12_000);
    headers.add("Date", "Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(Expiry.initialAge(headers, 99_000, 100_000)).isEqualTo(100_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          "a"               | "a"     | true
          W/"a"             | "a"     | true
          "a"               | W/"a"   | true
          "b", "a"          | "a"     | true
          "b" ,W/"a", "c"   | "a"     | true
          *                 | -       | true
          "b"               | "a"     | false
          "aa"              | "a"     | false
          a                 | "a"     | false
          "a"               | -       | false
          "x"a"             | "a"     | false
          """)
  void conditionsCompareTagsWeakly(String condition, @Nullable String tag, boolean result) {
    var request = MultiMap.caseInsensitiveMultiMap().add("If-None-Match", condition);
    assertThat(Preconditions.isNotModified(request, tag, 0)).isEqualTo(result);
  }

  @Test
  void aTagIsStrongerThanADate() {
    var request =
        MultiMap.caseInsensitiveMultiMap()
            .add("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(Preconditions.isNotModified(request, null, 784111777000L)).isTrue();
    assertThat(Preconditions.isNotModified(request, null, 784111778000L)).isFalse();
    request.add("If-None-Match", "\"a\"");
    assertThat(Preconditions.isNotModified(request, "\"b\"", 784111777000L)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-1, 0, 2",
    "bytes=1-, 1, 10",
    "bytes=-3, 7, 10",
    "bytes=-30, 0, 10",
    "bytes=5-99, 5, 10",
    "bytes=9-9, 9, 10",
    "bytes=10-, 10, 10",
    "bytes=-0, 10, 10",
    "bytes=99999999999-, 10, 10"
  })
  void ranges(String range, int start, int end) {
    assertThat(range(range)).isEqualTo(new ByteRange(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=2-1", "bytes=0-1,3-4", "bytes=-", "bytes=a-b", "bytes=1", "items=0-1"})
  void otherRangesAreIgnored(String range) {
    assertThat(range(range)).isNull();
  }

  private static @Nullable ByteRange range(String value) {
    return ByteRange.of(MultiMap.caseInsensitiveMultiMap().add("Range", value), 10);
  }

  private static CacheControl control(String value) {
    return CacheControl.of(MultiMap.caseInsensitiveMultiMap().add("Cache-Control", value));
  }
}
