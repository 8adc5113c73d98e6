package dev.madang.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.cache.CacheProperties.Storage;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses are stored. */
class StoragePolicyTests {

  private static final StoragePolicy PUBLIC_ONLY = new StoragePolicy(Storage.PUBLIC_ONLY);
  private static final StoragePolicy RFC = new StoragePolicy(Storage.RFC_9111);
  private static final MultiMap ANONYMOUS = headers();
  private static final MultiMap AUTHORIZED = headers("Authorization", "Bearer x");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public, max-age=5                    | true  | true
          max-age=5                            | false | true
          s-maxage=5                           | false | true
          public                               | true  | true
          public, no-store                     | false | false
          public, private                      | false | false
          public, private="x"                  | false | false
          private, max-age=5                   | false | false
          no-store                             | false | false
          max-age=5, No-StOrE                  | false | false
          no-cache                             | false | true
          public, no-store, must-understand    | false | true
          """)
  void directives(String control, boolean publicOnly, boolean rfc) {
    var response = new ResponseHead(200, "OK", headers("Cache-Control", control));
    assertThat(PUBLIC_ONLY.mayStore(ANONYMOUS, response)).isEqualTo(publicOnly);
    assertThat(RFC.mayStore(ANONYMOUS, response)).isEqualTo(rfc);
  }

  /**
   * CVE-2026-59427 of Spring Cloud Gateway: it compared the whole value with {@code private} and
   * {@code no-store}, so a value of several directives was stored and shown to everyone.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "private, no-store",
        "no-cache, no-store, max-age=0, must-revalidate",
        "no-store,private",
        "public, max-age=60, no-store",
        "public,max-age=60,private",
        "PUBLIC , Private"
      })
  void combinedDirectivesForbidStoring(String control) {
    var response = new ResponseHead(200, "OK", headers("Cache-Control", control));
    for (var policy : new StoragePolicy[] {PUBLIC_ONLY, RFC}) {
      assertThat(policy.mayStore(ANONYMOUS, response)).isFalse();
      assertThat(policy.mayStore(AUTHORIZED, response)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=5                   | false
          max-age=5, must-revalidate  | true
          s-maxage=5                  | true
          public, max-age=5           | true
          """)
  void responsesToAuthorizedRequestsNeedPermission(String control, boolean stored) {
    var response = new ResponseHead(200, "OK", headers("Cache-Control", control));
    assertThat(RFC.mayStore(AUTHORIZED, response)).isEqualTo(stored);
    assertThat(PUBLIC_ONLY.mayStore(AUTHORIZED, response)).isEqualTo(control.contains("public"));
  }

  @ParameterizedTest
  @CsvSource({"Set-Cookie, a=b", "Content-Type, text/event-stream;charset=UTF-8", "Vary, *"})
  void somePublicResponsesAreNotStored(String name, String value) {
    var headers = headers("Cache-Control", "public, max-age=5").add(name, value);
    assertThat(PUBLIC_ONLY.mayStore(ANONYMOUS, new ResponseHead(200, "OK", headers))).isFalse();
  }

  /** Another client's value of such a header would select the response for the first client. */
  @ParameterizedTest
  @ValueSource(
      strings = {"X-Madang-Client-Address", "accept, x-madang-other", "traceparent", ", *"})
  void aResponseThatVariesByWhatTheGatewaySetsIsNotStored(String vary) {
    var headers = headers("Cache-Control", "public, max-age=5").add("Vary", vary);
    assertThat(RFC.mayStore(ANONYMOUS, new ResponseHead(200, "OK", headers))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"200, true", "404, true", "302, true", "503, true", "206, false", "304, false"})
  void statuses(int status, boolean stored) {
    var response = new ResponseHead(status, null, headers("Cache-Control", "public, max-age=5"));
    assertThat(PUBLIC_ONLY.mayStore(ANONYMOUS, response)).isEqualTo(stored);
  }

  @Test
  void aRequestMayForbidStoring() {
    var response = new ResponseHead(200, "OK", headers("Cache-Control", "public, max-age=5"));
    assertThat(PUBLIC_ONLY.mayStore(headers("Cache-Control", "no-store"), response)).isFalse();
  }

  private static MultiMap headers(String... namesAndValues) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
