package dev.madang.gateway.cors;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Lets web pages of the allowed origins call the API and read its responses, errors too. A page
 * sends its token in a header. Credentials in the sense of CORS, such as cookies, are allowed only
 * where a response sets cookies for the CDN: no request is authenticated by them.
 */
@Component
@EnableConfigurationProperties(CorsProperties.class)
public class Cors {

  /** What the operations of the API use, and the headers of tracing. */
  private static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

  private static final String ALLOWED_HEADERS =
      String.join(
          ", ",
          "Accept",
          "Authorization",
          "Cache-Control",
          "Content-Type",
          "Idempotency-Key",
          "If-Match",
          "If-None-Match",
          "Last-Event-ID",
          "Range",
          "Traceparent",
          "Tracestate",
          "X-Share-Access");

  /** Beside those that pages can always read, such as {@code Content-Type}. */
  private static final String EXPOSED_HEADERS =
      String.join(
          ", ",
          "Age",
          "Cache-Status",
          "Content-Disposition",
          "Deprecation",
          "ETag",
          "Link",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "Sunset",
          "WWW-Authenticate",
          "X-Request-Id");

  private static final Pattern ANY_PORT = Pattern.compile(":\\*$");
  private static final CharSequence ALLOW_ORIGIN = name("access-control-allow-origin");
  private static final CharSequence EXPOSE_HEADERS = name("access-control-expose-headers");
  private static final CharSequence EXPOSED = name(EXPOSED_HEADERS);
  private static final CharSequence VARIES = name("Origin");

  private final CorsConfiguration origins = new CorsConfiguration();
  private final Set<String> cookiePaths;
  private final boolean enabled;
  private final String maxAge;

  Cors(CorsProperties properties) {
    enabled = !properties.allowedOrigins().isEmpty();
    cookiePaths = properties.cookiePaths();
    maxAge = Long.toString(properties.maxAge().toSeconds());
    origins.setAllowedOriginPatterns(patterns(properties.allowedOrigins()));
  }

  private static List<String> patterns(List<String> origins) {
    return origins.stream().map(it -> ANY_PORT.matcher(it).replaceFirst(":[*]")).toList();
  }

  /** Answers a preflight request. It has no token, and no service sees it. */
  public boolean handlePreflight(HttpServerRequest request) {
    var headers = request.headers();
    if (request.method() != HttpMethod.OPTIONS
        || !headers.contains(HttpHeaders.ORIGIN)
        || !headers.contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      return false;
    }
    var response = request.response().setStatusCode(204);
    if (allowedOrigin(headers) != null) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge);
    }
    response.end();
    return true;
  }

  /** Adds to the headers of a response which page may read it. */
  public void addTo(MultiMap response, HttpServerRequest request) {
    if (!enabled) {
      return;
    }
    response.add(HttpHeaders.VARY, VARIES);
    var origin = allowedOrigin(request.headers());
    if (origin == null) {
      return;
    }
    response.set(ALLOW_ORIGIN, origin).set(EXPOSE_HEADERS, EXPOSED);
    if (cookiePaths.contains(request.uri())) {
      response.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
  }

  /** A page in a sandbox, or of a file, has the origin {@code null}, which no pattern matches. */
  private @Nullable String allowedOrigin(MultiMap request) {
    var values = request.getAll(HttpHeaders.ORIGIN);
    return values.size() == 1 ? origins.checkOrigin(values.getFirst()) : null;
  }

  private static CharSequence name(String value) {
    return HttpHeaders.createOptimized(value);
  }
}
