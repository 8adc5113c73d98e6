package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A complete response to GET that may answer further requests. It is never changed. */
final class StoredResponse {

  /** What may be done with a stored response now. */
  enum Freshness {
    FRESH,
    /** It may answer if it is revalidated at the same time. */
    STALE_WHILE_REVALIDATE,
    STALE
  }

  /** They are about one request, or are computed anew for each response. */
  private static final Set<String> NOT_STORED =
      Set.of(
          "age",
          "cache-status",
          "content-length",
          "server-timing",
          "traceparent",
          "tracestate",
          "x-request-id");

  /** They describe the stored body: a 304 does not change them. */
  private static final Set<String> NOT_UPDATED =
      Set.of("content-encoding", "content-length", "content-range");

  private static final int OVERHEAD = 512;
  private static final int OVERHEAD_OF_HEADER = 96;

  /** A stale response that can be revalidated is kept for this time. */
  private static final long KEPT_FOR_REVALIDATION = TimeUnit.HOURS.toMillis(1);

  private final ResponseHead head;
  private final Buffer body;
  private final Selection selection;
  private final CacheControl control;
  private final @Nullable String eTag;
  private final @Nullable String lastModified;
  private final long date;
  private final long generatedAt;
  private final long lifetime;
  private final int size;

  private StoredResponse(
      ResponseHead head,
      Buffer body,
      Selection selection,
      long requestedAt,
      long receivedAt,
      boolean heuristic) {
    this.head = head;
    this.body = body;
    this.selection = selection;
    var headers = head.headers();
    this.control = CacheControl.of(headers);
    this.eTag = headers.get(HttpHeaders.ETAG);
    this.lastModified = headers.get(HttpHeaders.LAST_MODIFIED);
    this.date = Expiry.date(headers, receivedAt);
    this.generatedAt = receivedAt - Expiry.initialAge(headers, requestedAt, receivedAt);
    this.lifetime = Expiry.lifetime(head, control, receivedAt, heuristic);
    removeWhatIsNotStored(headers);
    this.size = size(headers, body);
  }

  /**
   * @param requestedAt when the request was sent to the service, in milliseconds since 1970
   * @param receivedAt when the head of the response arrived
   */
  static StoredResponse of(
      ResponseHead head,
      Buffer body,
      Selection selection,
      long requestedAt,
      long receivedAt,
      boolean heuristic) {
    var copy = MultiMap.caseInsensitiveMultiMap().addAll(head.headers());
    return new StoredResponse(
        new ResponseHead(head.status(), head.reason(), copy),
        body,
        selection,
        requestedAt,
        receivedAt,
        heuristic);
  }

  /**
   * The same response with the headers of a 304 to its revalidation, or of a 200 to HEAD (RFC 9111,
   * 3.2).
   */
  StoredResponse updated(
      MultiMap newer, Selection selection, long requestedAt, long receivedAt, boolean heuristic) {
    var headers = MultiMap.caseInsensitiveMultiMap().addAll(head.headers());
    headers.remove(HttpHeaders.DATE);
    for (var name : newer.names()) {
      if (!NOT_UPDATED.contains(name.toLowerCase(Locale.ROOT))) {
        headers.set(name, newer.getAll(name));
      }
    }
    return new StoredResponse(
        new ResponseHead(head.status(), head.reason(), headers),
        body,
        selection,
        requestedAt,
        receivedAt,
        heuristic);
  }

  /** After everything that is computed from the headers. */
  private void removeWhatIsNotStored(MultiMap headers) {
    NOT_STORED.forEach(headers::remove);
    control.noCacheFields().forEach(headers::remove);
    if (!headers.contains(HttpHeaders.DATE)) {
      headers.set(HttpHeaders.DATE, HttpDate.format(date));
    }
  }

  private static int size(MultiMap headers, Buffer body) {
    var size = OVERHEAD + body.length();
    for (var header : headers) {
      size += OVERHEAD_OF_HEADER + header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  int status() {
    return head.status();
  }

  @Nullable String reason() {
    return head.reason();
  }

  /** They must not be changed. */
  MultiMap headers() {
    return head.headers();
  }

  Buffer body() {
    return body;
  }

  Selection selection() {
    return selection;
  }

  @Nullable String eTag() {
    return eTag;
  }

  @Nullable String lastModified() {
    return lastModified;
  }

  /** In milliseconds since 1970. */
  long date() {
    return date;
  }

  /** About how many bytes of memory it needs. */
  int size() {
    return size;
  }

  /** Whether these can be headers of the same representation. */
  boolean isDescribedBy(MultiMap headers) {
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return Objects.equals(eTag, headers.get(HttpHeaders.ETAG))
        && Objects.equals(lastModified, headers.get(HttpHeaders.LAST_MODIFIED))
        && (length == null || length.equals(Integer.toString(body.length())));
  }

  boolean hasValidator() {
    return eTag != null || lastModified != null;
  }

  /** In milliseconds. */
  long age(long now) {
    return Math.max(0, now - generatedAt);
  }

  Freshness freshness(long now, CacheControl request) {
    var age = age(now);
    if (control.hasNoCache() || request.has("no-cache")) {
      return Freshness.STALE;
    }
    var remaining = lifetime - age;
    if (remaining > 0) {
      return isTooOldFor(request, age, remaining) ? Freshness.STALE : Freshness.FRESH;
    }
    return !request.has("max-age")
            && !request.has("min-fresh")
            && -remaining < graceOf("stale-while-revalidate", 0)
        ? Freshness.STALE_WHILE_REVALIDATE
        : Freshness.STALE;
  }

  private static boolean isTooOldFor(CacheControl request, long age, long remaining) {
    var maxAge = request.seconds("max-age");
    return maxAge >= 0 && age > TimeUnit.SECONDS.toMillis(maxAge)
        || remaining < TimeUnit.SECONDS.toMillis(request.seconds("min-fresh"));
  }

  /**
   * @param otherwise how long a stale response may answer that does not say it, in milliseconds
   */
  boolean mayAnswerErrors(long now, long otherwise) {
    var grace = graceOf("stale-if-error", otherwise);
    return grace > 0 && age(now) - lifetime < grace;
  }

  private long graceOf(String directive, long otherwise) {
    if (control.has("must-revalidate")
        || control.has("proxy-revalidate")
        || control.has("s-maxage")
        || control.hasNoCache()) {
      return 0;
    }
    var seconds = control.seconds(directive);
    return seconds < 0 ? otherwise : TimeUnit.SECONDS.toMillis(seconds);
  }

  /** How long it can be of any use, in milliseconds. */
  long usefulFor(long now, long staleIfError) {
    var stale =
        Math.max(graceOf("stale-while-revalidate", 0), graceOf("stale-if-error", staleIfError));
    return lifetime - age(now) + Math.max(stale, hasValidator() ? KEPT_FOR_REVALIDATION : 0);
  }
}
