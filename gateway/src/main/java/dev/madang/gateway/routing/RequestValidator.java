package dev.madang.gateway.routing;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.limits.LimitProperties;
import dev.madang.gateway.problem.RejectedException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rejects requests that are malformed, ambiguous or too large before anything else sees them. */
@Component
class RequestValidator {

  private static final Set<String> IMPLEMENTED =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** QUERY is a known method that no resource supports: the resource answers with 405. */
  private static final String QUERY = "QUERY";

  private final LimitProperties limits;
  private final Set<String> furtherMethods;

  RequestValidator(LimitProperties limits, RoutingProperties routing) {
    this.limits = limits;
    this.furtherMethods = Set.copyOf(routing.furtherMethods());
  }

  /**
   * @return the path of the request target
   * @throws RejectedException if the request is not acceptable
   */
  String validate(HttpServerRequest request) {
    checkMethod(request);
    var target = target(request);
    if (target.length() > limits.maxUriSize().toBytes()) {
      throw new RejectedException(CommonProblem.URI_TOO_LONG);
    }
    if (count(request.headers()) > limits.maxHeaders()) {
      throw new RejectedException(CommonProblem.REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    checkFraming(request);
    var query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    if (!Targets.isUnambiguousPath(path) || !Targets.isQuery(target, path.length())) {
      throw invalid();
    }
    return path;
  }

  /** A repeated name counts each time. */
  private static int count(MultiMap headers) {
    var count = 0;
    for (var _ : headers) {
      count++;
    }
    return count;
  }

  /** A method that no resource implements is answered with 501, TRACE with 405 (RFC 9110, 9.1). */
  private void checkMethod(HttpServerRequest request) {
    var method = request.method();
    if (method == HttpMethod.TRACE) {
      request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", IMPLEMENTED));
      throw new RejectedException(CommonProblem.METHOD_NOT_ALLOWED);
    }
    var name = method.name();
    if (!IMPLEMENTED.contains(name) && !name.equals(QUERY) && !furtherMethods.contains(name)) {
      throw new RejectedException(CommonProblem.NOT_IMPLEMENTED);
    }
  }

  /** The absolute form names the gateway itself; only a proxy distinguishes hosts. */
  static String target(HttpServerRequest request) {
    var uri = request.uri();
    if (uri.startsWith("/")) {
      return uri;
    }
    var authority = uri.indexOf("://");
    if (authority < 0) {
      throw invalid();
    }
    var path = uri.indexOf('/', authority + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  /** Two readers could disagree on where the body ends. */
  private static void checkFraming(HttpServerRequest request) {
    var headers = request.headers();
    var codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    var lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
    var isAmbiguous =
        codings.size() > 1
            || codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked")
            || !codings.isEmpty() && request.version() != HttpVersion.HTTP_1_1
            || !codings.isEmpty() && !lengths.isEmpty()
            || lengths.size() > 1
            || lengths.size() == 1 && !isNumber(lengths.getFirst());
    var isHostMissing = request.version() == HttpVersion.HTTP_1_1 && request.authority() == null;
    if (isAmbiguous || isHostMissing) {
      throw invalid();
    }
  }

  private static boolean isNumber(String length) {
    return !length.isEmpty()
        && length.length() <= 15
        && length.chars().allMatch(it -> it >= '0' && it <= '9');
  }

  private static RejectedException invalid() {
    return new RejectedException(CommonProblem.INVALID_REQUEST);
  }
}
