package dev.madang.gateway.cache;

import dev.madang.gateway.cache.ResponseStore.Key;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stores what a service answers to one GET, or learns that it may not be stored. */
final class Update {

  /** What all updates share. */
  record Shared(
      ResponseStore store, StoragePolicy policy, CacheProperties properties, AtomicLong arriving) {}

  /** What became of the response. */
  sealed interface Outcome {

    /** It answers this request and, if it was stored, further ones. */
    record Usable(StoredResponse response, CacheResult result) implements Outcome {}

    /** It is for this request only. */
    record Passed(ReadStream<Buffer> body) implements Outcome {}
  }

  private final Shared shared;
  private final Key key;
  private final MultiMap request;
  private final @Nullable StoredResponse stale;
  private final int generation;
  private long requestedAt = System.currentTimeMillis();

  /**
   * @param request the headers that the client sent
   * @param stale the stored response to be revalidated
   */
  Update(Shared shared, Key key, MultiMap request, @Nullable StoredResponse stale) {
    this.shared = shared;
    this.key = key;
    this.request = request;
    this.stale = stale;
    this.generation = shared.store().generation(key);
  }

  /** Replaces the client's conditions by those for the stored response. */
  void prepare(MultiMap headers) {
    requestedAt = System.currentTimeMillis();
    if (stale == null || !stale.hasValidator()) {
      return;
    }
    headers.remove(HttpHeaders.IF_NONE_MATCH);
    headers.remove(HttpHeaders.IF_MODIFIED_SINCE);
    headers.remove(HttpHeaderNames.IF_RANGE);
    headers.remove(HttpHeaderNames.RANGE);
    if (stale.eTag() != null) {
      headers.set(HttpHeaders.IF_NONE_MATCH, stale.eTag());
    }
    if (stale.lastModified() != null) {
      headers.set(HttpHeaders.IF_MODIFIED_SINCE, stale.lastModified());
    }
  }

  /**
   * @param body paused
   * @return a failure if the body did not arrive
   */
  Future<Outcome> receive(ResponseHead head, ReadStream<Buffer> body, long length) {
    var receivedAt = System.currentTimeMillis();
    var selection = Selection.of(head.headers(), request);
    var isHeuristic = shared.policy().isHeuristic();
    if (stale != null && head.status() == 304 && stale.hasValidator()) {
      var updated = stale.updated(head.headers(), selection, requestedAt, receivedAt, isHeuristic);
      storeOrForget(updated);
      return Future.succeededFuture(new Outcome.Usable(updated, CacheResult.REVALIDATED));
    }
    if (stale != null && head.status() >= 500 && mayAnswerErrors()) {
      return Future.succeededFuture(new Outcome.Usable(stale, CacheResult.STALE_IF_ERROR));
    }
    var maxSize = shared.properties().maxEntrySize().toBytes();
    if (!shared.policy().mayStore(request, head) || length > maxSize) {
      return Future.succeededFuture(passed(head, body));
    }
    var copy =
        new ResponseHead(
            head.status(),
            head.reason(),
            MultiMap.caseInsensitiveMultiMap().addAll(head.headers()));
    return new BodyCollector(
            body, maxSize, shared.arriving(), shared.properties().maxSize().toBytes())
        .collect()
        .map(collected -> {
          if (collected.complete() == null) {
            return passed(head, collected.all());
          }
          var stored =
              StoredResponse.of(
                  copy, collected.complete(), selection, requestedAt, receivedAt, isHeuristic);
          shared.store().put(key, stored, generation);
          return new Outcome.Usable(
              stored, stale == null ? CacheResult.STORED : CacheResult.REPLACED);
        });
  }

  /** A 200 to HEAD confirms the stored response, or tells that there is another one. */
  void receiveHead(ResponseHead head) {
    if (stale == null || head.status() != 200 || !shared.policy().mayStore(request, head)) {
      return;
    }
    if (stale.isDescribedBy(head.headers())) {
      var selection = Selection.of(head.headers(), request);
      var now = System.currentTimeMillis();
      storeOrForget(
          stale.updated(
              head.headers(), selection, requestedAt, now, shared.policy().isHeuristic()));
    } else {
      shared.store().invalidate(key);
    }
  }

  @Nullable StoredResponse stale() {
    return stale;
  }

  boolean mayAnswerErrors() {
    return stale != null
        && stale.mayAnswerErrors(
            System.currentTimeMillis(), shared.properties().staleIfError().toMillis());
  }

  /** What the service now says about the response may forbid to keep it. */
  private void storeOrForget(StoredResponse updated) {
    var head = new ResponseHead(updated.status(), updated.reason(), updated.headers());
    if (shared.policy().mayStore(request, head)) {
      shared.store().put(key, updated, generation);
    } else {
      shared.store().invalidate(key);
    }
  }

  /** A service that no longer gives the stored response has changed or withdrawn it. */
  private Outcome passed(ResponseHead head, ReadStream<Buffer> body) {
    if (stale != null && head.status() < 500) {
      shared.store().invalidate(key);
    }
    return new Outcome.Passed(body);
  }
}
