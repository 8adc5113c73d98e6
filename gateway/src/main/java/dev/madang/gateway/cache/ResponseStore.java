package dev.madang.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The stored responses of all services, bounded by bytes. Any thread may use it. */
@Component
@EnableConfigurationProperties(CacheProperties.class)
class ResponseStore {

  /** A collision only keeps a response from being stored. */
  private static final int GENERATIONS = 1 << 16;

  private final CacheProperties properties;
  private final Cache<Key, Variants> responses;
  private final AtomicIntegerArray generations = new AtomicIntegerArray(GENERATIONS);

  ResponseStore(CacheProperties properties, MeterRegistry meters) {
    this.properties = properties;
    var evictions =
        Counter.builder("gateway.cache.evictions")
            .description("URLs whose responses were removed because the cache was full")
            .register(meters);
    this.responses =
        Caffeine.newBuilder()
            .maximumWeight(properties.maxSize().toBytes())
            .<Key, Variants>weigher((key, variants) -> key.size() + variants.size())
            .expireAfter(
                com.github.benmanes.caffeine.cache.Expiry.<Key, Variants>writing(
                    (_, variants) -> usefulFor(variants)))
            .evictionListener((_, _, cause) -> {
              if (cause == RemovalCause.SIZE) {
                evictions.increment();
              }
            })
            .executor(Runnable::run)
            .build();
    Gauge.builder("gateway.cache.size", this, ResponseStore::bytes)
        .description("Memory of all stored responses")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("gateway.cache.entries", responses, Cache::estimatedSize)
        .description("URLs with stored responses")
        .register(meters);
  }

  private Duration usefulFor(Variants variants) {
    var now = System.currentTimeMillis();
    var staleIfError = properties.staleIfError().toMillis();
    var millis =
        variants.newestFirst().stream()
            .mapToLong(it -> it.usefulFor(now, staleIfError))
            .max()
            .orElse(0);
    return Duration.ofMillis(Math.max(0, millis));
  }

  private double bytes() {
    return responses.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** The newest response that was selected by the same request headers. */
  @Nullable StoredResponse find(Key key, MultiMap request) {
    var variants = responses.getIfPresent(key);
    if (variants != null) {
      for (var stored : variants.newestFirst()) {
        if (stored.selection().matches(request)) {
          return stored;
        }
      }
    }
    return null;
  }

  /** By what a response to this request would be selected, as far as earlier ones tell. */
  @Nullable Selection selection(Key key, MultiMap request) {
    var variants = responses.getIfPresent(key);
    return variants == null ? null : variants.newestFirst().getFirst().selection().select(request);
  }

  /** To be read before a request is sent, for {@link #put}. */
  int generation(Key key) {
    return generations.get(stripe(key));
  }

  /**
   * @param generation as it was before the request: if an invalidation came between, the response
   *     may be older than the change and is not stored
   */
  void put(Key key, StoredResponse stored, int generation) {
    var staleIfError = properties.staleIfError().toMillis();
    if (stored.usefulFor(System.currentTimeMillis(), staleIfError) <= 0) {
      return;
    }
    responses
        .asMap()
        .compute(
            key,
            (_, variants) -> generation == generation(key) ? with(variants, stored) : variants);
  }

  private Variants with(@Nullable Variants variants, StoredResponse stored) {
    var all = new ArrayList<StoredResponse>();
    all.add(stored);
    if (variants != null) {
      variants.newestFirst().stream()
          .filter(it -> !it.selection().equals(stored.selection()))
          .limit(properties.maxVariants() - 1L)
          .forEach(all::add);
    }
    return new Variants(List.copyOf(all));
  }

  /** All variants, and the responses to requests that are being sent. */
  void invalidate(Key key) {
    generations.incrementAndGet(stripe(key));
    responses.invalidate(key);
  }

  private static int stripe(Key key) {
    return Math.floorMod(key.hashCode(), GENERATIONS);
  }

  /**
   * A service never gets the response of another one for the same target, nor does the host matter,
   * which no service sees.
   *
   * @param target path and query as the client sent them
   */
  record Key(String service, String target) {

    private int size() {
      return 2 * target.length();
    }
  }

  private record Variants(List<StoredResponse> newestFirst) {

    private int size() {
      return newestFirst.stream().mapToInt(StoredResponse::size).sum();
    }
  }
}
