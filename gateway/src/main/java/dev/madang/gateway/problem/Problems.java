package dev.madang.gateway.problem;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Answers requests with problems. */
public final class Problems {

  private static final CharSequence RETRY_SECONDS = HttpHeaders.createOptimized("2");
  private static final CharSequence PROBLEM_JSON =
      HttpHeaders.createOptimized(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final Map<CommonProblem, Buffer> BODIES = new EnumMap<>(CommonProblem.class);

  static {
    for (var problem : CommonProblem.values()) {
      BODIES.put(problem, body(problem.toProblemDetail()));
    }
  }

  private Problems() {}

  /** Headers of the response that the problem needs may be set before. */
  public static void send(HttpServerRequest request, CommonProblem problem) {
    if (problem == CommonProblem.SERVICE_UNAVAILABLE) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    send(request, problem.status().value(), requireNonNull(BODIES.get(problem)));
  }

  public static void send(HttpServerRequest request, ProblemDetail problem) {
    send(request, problem.getStatus(), body(problem));
  }

  private static void send(HttpServerRequest request, int status, Buffer body) {
    var response = request.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static Buffer body(ProblemDetail problem) {
    return Buffer.buffer(ProblemJson.bytes(problem));
  }
}
