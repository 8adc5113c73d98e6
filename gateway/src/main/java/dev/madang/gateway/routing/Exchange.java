package dev.madang.gateway.routing;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cors.Cors;
import dev.madang.gateway.limits.BodyReader;
import dev.madang.gateway.limits.ClientConnection;
import dev.madang.gateway.limits.EventStream;
import dev.madang.gateway.observability.RequestObservation;
import dev.madang.gateway.observability.RequestObservations;
import dev.madang.gateway.problem.Problems;
import dev.madang.gateway.problem.RejectedException;
import dev.madang.gateway.problem.SecurityHeaders;
import io.micrometer.tracing.Tracer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request until its response has ended or its client has gone. One event loop uses it. */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final int MAX_DRAINED = 64 * 1024;

  private final HttpServerRequest request;
  private final String clientAddress;
  private final RequestObservation observation;
  private final ClientConnection connection;
  private final Cors cors;
  private final List<Runnable> atEnd = new ArrayList<>(4);
  private boolean closes;
  private boolean ended;

  Exchange(
      HttpServerRequest request,
      String clientAddress,
      RequestObservations observations,
      Cors cors) {
    this.request = request;
    this.clientAddress = clientAddress;
    this.cors = cors;
    this.connection = ClientConnection.of(request.connection());
    this.observation = observations.start(request, clientAddress);
    connection.requestStarted();
    Compression.prepare(request);
    request.response().headersEndHandler(_ -> completeHeaders()).endHandler(_ -> end());
  }

  /** Every response has them, of a service and of the gateway. */
  private void completeHeaders() {
    var headers = request.response().headers();
    headers.set(REQUEST_ID, observation.traceId());
    SecurityHeaders.add(headers, request);
    cors.addTo(headers, request);
    if (!EventStream.is(headers)) {
      connection.startSending(this::cutOff).ifPresent(deadline -> atEnd(deadline::cancel));
    }
  }

  /** The client is too slow. */
  private void cutOff() {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  HttpServerRequest request() {
    return request;
  }

  RequestObservation observation() {
    return observation;
  }

  String clientAddress() {
    return clientAddress;
  }

  boolean isEnded() {
    return ended;
  }

  /** Runs when the response has ended or the client has gone; at once if that has happened. */
  void atEnd(Runnable action) {
    if (ended) {
      action.run();
    } else {
      atEnd.add(action);
    }
  }

  /** Answers with a problem what the step throws. */
  void run(Runnable step, Tracer tracer) {
    try {
      step.run();
    } catch (RuntimeException failure) {
      fail(failure, tracer);
    }
  }

  void fail(Throwable failure, Tracer tracer) {
    if (failure instanceof RejectedException rejected) {
      reject(rejected.problem());
    } else if (!ended && !hasClientGone(failure)) {
      try (var _ = observation.scope()) {
        LOG.error("Request failed unexpectedly", failure);
        finishReading();
        Problems.send(request, CommonProblem.internalError(tracer));
      }
    }
  }

  private static boolean hasClientGone(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof StreamResetException;
  }

  void reject(CommonProblem problem) {
    if (ended) {
      return;
    }
    switch (problem) {
      case REQUEST_TIMEOUT -> stopReading();
      case MISSING_TOKEN -> challenge("Bearer");
      case INVALID_TOKEN -> challenge("Bearer error=\"invalid_token\"");
      default -> {}
    }
    finishReading();
    Problems.send(request, problem);
  }

  private void challenge(String value) {
    request.response().putHeader("WWW-Authenticate", value);
  }

  /** The request was not valid HTTP: nothing that follows it can be understood. */
  void closeAtEnd() {
    closes = true;
    connection.unread();
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
  }

  private void stopReading() {
    if (request.version() != HttpVersion.HTTP_2) {
      closeAtEnd();
    }
  }

  /** Before an early response: a small body is read and ignored, else the connection is closed. */
  private void finishReading() {
    if (closes || request.isEnded() || !BodyReader.hasBody(request)) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2 || isSmall()) {
      request.handler(_ -> {}).endHandler(_ -> {}).exceptionHandler(_ -> {}).resume();
    } else {
      stopReading();
    }
  }

  private boolean isSmall() {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null
        && length.length() < 6
        && Integer.parseInt(length) <= MAX_DRAINED
        && !request.headers().contains(HttpHeaders.EXPECT);
  }

  private void resetUnread() {
    if (!request.isEnded()) {
      request.response().reset(0);
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    connection.requestEnded();
    atEnd.forEach(Runnable::run);
    observation.end();
    if (closes) {
      request.connection().close();
    } else if (request.version() == HttpVersion.HTTP_2 && !request.isEnded()) {
      // The end of the request may already have arrived, but comes after its headers.
      requireNonNull(Vertx.currentContext()).runOnContext(_ -> resetUnread());
    }
  }
}
