package dev.madang.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.cache.CacheProperties.Storage;
import dev.madang.gateway.cache.ResponseStore.Key;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ResponseStoreTests {

  private static final MultiMap NONE = MultiMap.caseInsensitiveMultiMap();

  private final ResponseStore store =
      new ResponseStore(
          new CacheProperties(
              true,
              Storage.PUBLIC_ONLY,
              DataSize.ofKilobytes(100),
              DataSize.ofKilobytes(10),
              3,
              10,
              Duration.ZERO),
          new SimpleMeterRegistry());

  /**
   * CVE-2026-59426 of Spring Cloud Gateway: routes to different services shared one cache, whose
   * key did not have the route, so that a response of a restricted route answered requests of
   * another.
   */
  @Test
  void aServiceNeverGetsTheResponseOfAnother() {
    var restricted = new Key("restricted", "/v1/x");
    var open = new Key("open", "/v1/x");
    store.put(restricted, stored("secret", NONE), store.generation(restricted));
    assertThat(store.find(restricted, NONE)).isNotNull();
    assertThat(store.find(open, NONE)).isNull();
  }

  @Test
  void theOldestVariantIsDropped() {
    var key = new Key("a", "/x");
    for (var i = 0; i < 5; i++) {
      store.put(key, stored("v" + i, request(i)), store.generation(key));
    }
    assertThat(store.find(key, request(0))).isNull();
    assertThat(store.find(key, request(1))).isNull();
    for (var i = 2; i < 5; i++) {
      assertThat(store.find(key, request(i))).isNotNull();
    }
  }

  @Test
  void anInvalidationRemovesAllVariantsAndWhatWasRequestedBefore() {
    var key = new Key("a", "/x");
    var before = store.generation(key);
    store.put(key, stored("1", request(1)), before);
    store.put(key, stored("2", request(2)), before);
    store.invalidate(key);
    store.put(key, stored("3", request(3)), before);
    for (var i = 1; i < 4; i++) {
      assertThat(store.find(key, request(i))).isNull();
    }
  }

  private static MultiMap request(int language) {
    return MultiMap.caseInsensitiveMultiMap().add("Accept-Language", "l" + language);
  }

  private static StoredResponse stored(String body, MultiMap request) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Cache-Control", "public, max-age=60")
            .add("Vary", "Accept-Language");
    var now = System.currentTimeMillis();
    return StoredResponse.of(
        new ResponseHead(200, "OK", headers),
        Buffer.buffer(body),
        Selection.of(headers, request),
        now,
        now,
        false);
  }
}
