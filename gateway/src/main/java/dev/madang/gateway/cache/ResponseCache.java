package dev.madang.gateway.cache;

import static java.util.Objects.requireNonNull;

import dev.madang.gateway.cache.Flight.Landing;
import dev.madang.gateway.cache.ResponseStore.Key;
import dev.madang.gateway.cache.StoredResponse.Freshness;
import dev.madang.gateway.cache.Update.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A shared HTTP cache (RFC 9111) before the services. It answers GET and HEAD with stored responses
 * and stores the responses to GET; other methods invalidate what they change. Requests for the same
 * response wait for the first one. Any event loop may use it.
 */
@Component
public class ResponseCache {

  private static final int MARKS = 4096;

  /** Requests for what was not stored lately do not wait for each other. */
  private static final long MARKED_MILLIS = 60_000;

  private final CacheProperties properties;
  private final ResponseStore store;
  private final Update.Shared updates;
  private final Map<FlightKey, Flight> flights = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLongArray notSharedUntil = new AtomicLongArray(MARKS);
  private final Map<CacheResult, Counter> results = new EnumMap<>(CacheResult.class);

  ResponseCache(CacheProperties properties, ResponseStore store, MeterRegistry meters) {
    this.properties = properties;
    this.store = store;
    this.updates =
        new Update.Shared(
            store, new StoragePolicy(properties.storage()), properties, new AtomicLong());
    for (var result : CacheResult.values()) {
      results.put(
          result,
          Counter.builder("gateway.cache.requests")
              .description("Requests to GET or HEAD a resource of a service")
              .tag("result", result.label())
              .register(meters));
    }
  }

  /** Answers the request, or has it forwarded. */
  public void handle(CacheRequest request) {
    var method = request.http().method();
    if (!properties.enabled() || method == HttpMethod.OPTIONS) {
      request.forward(Fill.NONE);
    } else if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      request.forward(new Invalidation(request));
    } else if (isUsable(request.http().headers())) {
      lookUp(request, true);
    } else {
      count(CacheResult.BYPASS);
      request.forward(new Bypass());
    }
  }

  /** Not with a body, nor on conditions that only the service can check. */
  private static boolean isUsable(MultiMap headers) {
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return (length == null || length.equals("0"))
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaders.IF_MATCH)
        && !headers.contains(HttpHeaderNames.IF_UNMODIFIED_SINCE);
  }

  /**
   * @param isFirst whether the request has not waited for another one
   */
  private void lookUp(CacheRequest request, boolean isFirst) {
    var headers = request.http().headers();
    var key = new Key(request.service(), request.target());
    var control = CacheControl.of(headers);
    var stored = store.find(key, headers);
    if (stored != null) {
      var now = System.currentTimeMillis();
      switch (stored.freshness(now, control)) {
        case FRESH -> {
          answer(request, stored, isFirst ? CacheResult.HIT : CacheResult.COLLAPSED, now);
          return;
        }
        case STALE_WHILE_REVALIDATE -> {
          revalidate(request, key, stored);
          answer(request, stored, CacheResult.STALE, now);
          return;
        }
        case STALE -> {}
      }
    }
    if (control.has("only-if-cached")) {
      request.answerNothingStored();
    } else if (request.http().method() == HttpMethod.HEAD) {
      request.forward(new HeadFill(request, key, stored));
    } else if (isFirst && isShareable(headers, key, stored)) {
      fetchOnce(request, key, stored);
    } else {
      request.forward(new GetFill(request, key, stored, null));
    }
  }

  private void answer(CacheRequest request, StoredResponse stored, CacheResult result, long now) {
    count(result);
    request.answer(CachedAnswer.of(stored, request.http().headers(), now), result);
  }

  private void count(CacheResult result) {
    requireNonNull(results.get(result)).increment();
  }

  /** Whether the response is probably for others, too. */
  private boolean isShareable(MultiMap headers, Key key, @Nullable StoredResponse stored) {
    if (stored != null) {
      return true;
    }
    return !headers.contains(HttpHeaders.AUTHORIZATION)
        && !headers.contains(HttpHeaderNames.RANGE)
        && !headers.contains(HttpHeaders.IF_NONE_MATCH)
        && !headers.contains(HttpHeaders.IF_MODIFIED_SINCE)
        && notSharedUntil.get(mark(key)) < System.currentTimeMillis();
  }

  private static int mark(Key key) {
    return Math.floorMod(key.hashCode(), MARKS);
  }

  private void fetchOnce(CacheRequest request, Key key, @Nullable StoredResponse stored) {
    var flightKey = flightKey(request, key);
    var flight = new Flight();
    var other = flights.putIfAbsent(flightKey, flight);
    if (other == null) {
      request.atEnd(() -> land(flightKey, flight, new Landing.Abandoned()));
      request.forward(
          new GetFill(request, key, stored, landing -> land(flightKey, flight, landing)));
    } else if (waiting.incrementAndGet() > properties.maxWaiting()
        || !other.await(landing -> request.resume(() -> resume(request, key, stored, landing)))) {
      waiting.decrementAndGet();
      lookUp(request, false);
    }
  }

  private void resume(
      CacheRequest request, Key key, @Nullable StoredResponse stored, Landing landing) {
    waiting.decrementAndGet();
    if (request.isEnded()) {
      return;
    }
    switch (landing) {
      case Landing.Stored(var response) -> useOrLookUp(request, response);
      case Landing.NotShared() -> request.forward(new GetFill(request, key, stored, null));
      case Landing.Abandoned() -> lookUp(request, true);
    }
  }

  /** It may have been removed already, if the cache is full. */
  private void useOrLookUp(CacheRequest request, StoredResponse response) {
    var headers = request.http().headers();
    var now = System.currentTimeMillis();
    if (response.selection().matches(headers)
        && response.freshness(now, CacheControl.of(headers)) == Freshness.FRESH) {
      answer(request, response, CacheResult.COLLAPSED, now);
    } else {
      lookUp(request, false);
    }
  }

  private FlightKey flightKey(CacheRequest request, Key key) {
    return new FlightKey(key, store.selection(key, request.http().headers()));
  }

  private void land(FlightKey flightKey, Flight flight, Landing landing) {
    flights.remove(flightKey, flight);
    flight.land(landing);
  }

  /** In the background, once at a time. */
  private void revalidate(CacheRequest request, Key key, StoredResponse stale) {
    var flightKey = flightKey(request, key);
    var flight = new Flight();
    if (flights.putIfAbsent(flightKey, flight) != null) {
      return;
    }
    var headers = MultiMap.caseInsensitiveMultiMap().addAll(request.http().headers());
    var update = new Update(updates, key, headers, stale);
    request
        .fetch(update::prepare, update::receive)
        .map(ResponseCache::landing)
        .otherwise(_ -> new Landing.NotShared())
        .onSuccess(landing -> land(flightKey, flight, landing));
  }

  private static Landing landing(Outcome outcome) {
    return outcome instanceof Outcome.Usable(var response, var result)
            && result != CacheResult.STALE_IF_ERROR
        ? new Landing.Stored(response)
        : new Landing.NotShared();
  }

  private record FlightKey(Key key, @Nullable Selection selection) {}

  /** Of a request that passes by the cache. */
  private final class Bypass implements Fill {

    @Override
    public CacheResult result() {
      return CacheResult.BYPASS;
    }
  }

  /** Of a GET that no stored response may answer. */
  private final class GetFill implements Fill {

    private final CacheRequest request;
    private final Key key;
    private final Update update;
    private final @Nullable Consumer<Landing> landing;

    /**
     * @param landing learns when others need not wait any more
     */
    private GetFill(
        CacheRequest request,
        Key key,
        @Nullable StoredResponse stale,
        @Nullable Consumer<Landing> landing) {
      this.request = request;
      this.key = key;
      this.update = new Update(updates, key, request.http().headers(), stale);
      this.landing = landing;
    }

    @Override
    public void prepare(MultiMap headers) {
      update.prepare(headers);
    }

    @Override
    public Future<Optional<ReadStream<Buffer>>> receive(
        ResponseHead head, ReadStream<Buffer> body, long length) {
      return update.receive(head, body, length).map(this::received);
    }

    private Optional<ReadStream<Buffer>> received(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Usable(var response, var result) -> {
          notSharedUntil.set(mark(key), 0);
          land(ResponseCache.landing(outcome));
          answer(request, response, result, System.currentTimeMillis());
          yield Optional.empty();
        }
        case Outcome.Passed(var rest) -> {
          notSharedUntil.set(mark(key), System.currentTimeMillis() + MARKED_MILLIS);
          land(ResponseCache.landing(outcome));
          count(CacheResult.MISS);
          yield Optional.of(rest);
        }
      };
    }

    @Override
    public boolean failed(boolean isAbandoned) {
      land(isAbandoned ? new Landing.Abandoned() : new Landing.NotShared());
      var stale = update.stale();
      if (stale == null || isAbandoned || !update.mayAnswerErrors()) {
        return false;
      }
      answer(request, stale, CacheResult.STALE_IF_ERROR, System.currentTimeMillis());
      return true;
    }

    private void land(Landing how) {
      if (landing != null) {
        landing.accept(how);
      }
    }

    @Override
    public CacheResult result() {
      return CacheResult.MISS;
    }
  }

  /** Of a HEAD that no stored response may answer. It updates the one for GET (RFC 9111, 4.3.5). */
  private final class HeadFill implements Fill {

    private final Key key;
    private final Update update;

    private HeadFill(CacheRequest request, Key key, @Nullable StoredResponse stale) {
      this.key = key;
      this.update = new Update(updates, key, request.http().headers(), stale);
    }

    @Override
    public Future<Optional<ReadStream<Buffer>>> receive(
        ResponseHead head, ReadStream<Buffer> body, long length) {
      update.receiveHead(head);
      count(CacheResult.MISS);
      return Future.succeededFuture(Optional.of(body));
    }

    @Override
    public CacheResult result() {
      return CacheResult.MISS;
    }
  }

  /** Of an unsafe method: what it may have changed is not used any more (RFC 9111, 4.4). */
  private final class Invalidation implements Fill {

    private final CacheRequest request;

    private Invalidation(CacheRequest request) {
      this.request = request;
    }

    @Override
    public Future<Optional<ReadStream<Buffer>>> receive(
        ResponseHead head, ReadStream<Buffer> body, long length) {
      if (head.status() < 400) {
        invalidate(request.target());
        invalidateNamed(head.headers().get(HttpHeaders.LOCATION));
        invalidateNamed(head.headers().get(HttpHeaders.CONTENT_LOCATION));
      }
      return Future.succeededFuture(Optional.of(body));
    }

    /** It is unknown whether the service has done it. */
    @Override
    public boolean failed(boolean isAbandoned) {
      invalidate(request.target());
      return false;
    }

    private void invalidateNamed(@Nullable String reference) {
      if (reference == null) {
        return;
      }
      try {
        var named = URI.create(request.target()).resolve(reference);
        var authority = named.getRawAuthority();
        var own = request.http().authority();
        if (authority == null || own != null && authority.equalsIgnoreCase(own.toString())) {
          var query = named.getRawQuery();
          invalidate(named.getRawPath() + (query == null ? "" : "?" + query));
        }
      } catch (IllegalArgumentException noUri) {
        // Nothing is stored under it.
      }
    }

    private void invalidate(String target) {
      store.invalidate(new Key(request.service(), target));
    }
  }
}
