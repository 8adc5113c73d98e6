package dev.madang.gateway.limits;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.limits.Deadlines.Deadline;
import dev.madang.gateway.problem.RejectedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a body completely, before a service sees its request, within the limits. */
@Component
public class BodyReader {

  /** The only expectation that HTTP defines: the client waits before it sends the body. */
  public static final String CONTINUE = "100-continue";

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final LimitProperties limits;
  private final AtomicLong buffered = new AtomicLong();

  BodyReader(LimitProperties limits) {
    this.limits = limits;
  }

  /** Whether the request has a body that {@link #read} must read. */
  public static boolean hasBody(HttpServerRequest request) {
    var headers = request.headers();
    return request.version() == HttpVersion.HTTP_2
        ? !request.isEnded()
        : headers.contains(HttpHeaders.TRANSFER_ENCODING)
            || headers.contains(HttpHeaders.CONTENT_LENGTH)
                && !"0".equals(headers.get(HttpHeaders.CONTENT_LENGTH));
  }

  /**
   * @return the body, to be {@linkplain #release released} when the request ends; or a {@link
   *     RejectedException} if it is too large or too slow or there are too many; or another failure
   *     if the client has gone
   */
  public Future<Buffer> read(HttpServerRequest request, String path, Deadlines deadlines) {
    var limit = limits.maxBodySize(path);
    if (declaredSize(request) > limit) {
      return Future.failedFuture(new RejectedException(CommonProblem.BODY_TOO_LARGE));
    }
    if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    var reading = new Reading(request, limit);
    reading.start(deadlines);
    return reading.result.future();
  }

  public void release(Buffer body) {
    buffered.addAndGet(-body.length());
  }

  private static long declaredSize(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private final class Reading {

    private final HttpServerRequest request;
    private final long limit;
    private final long startedAt = System.nanoTime();
    private final Promise<Buffer> result = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private boolean ended;

    private Reading(HttpServerRequest request, long limit) {
      this.request = request;
      this.limit = limit;
    }

    private void start(Deadlines deadlines) {
      var deadline =
          deadlines.in(
              limits.bodyGracePeriod(),
              () -> end(new RejectedException(CommonProblem.REQUEST_TIMEOUT)));
      request.handler(part -> add(part, deadline));
      request.exceptionHandler(this::end);
      request.endHandler(_ -> end(null));
      result.future().onComplete(_ -> deadline.cancel());
      request.resume();
    }

    private void add(Buffer part, Deadline deadline) {
      if (ended) {
        return;
      }
      if (body.length() + part.length() > limit) {
        end(new RejectedException(CommonProblem.BODY_TOO_LARGE));
      } else if (buffered.addAndGet(part.length()) > limits.maxBufferedSize().toBytes()) {
        buffered.addAndGet(-part.length());
        end(new RejectedException(CommonProblem.SERVICE_UNAVAILABLE));
      } else {
        body.appendBuffer(part);
        deadline.moveTo(deadlineAfter(body.length()));
      }
    }

    private long deadlineAfter(long bytes) {
      var atRate = bytes * NANOS_PER_SECOND / limits.minBodyRate().toBytes();
      return startedAt
          + Math.min(limits.bodyTimeout().toNanos(), limits.bodyGracePeriod().toNanos() + atRate);
    }

    private void end(@Nullable Throwable failure) {
      if (ended) {
        return;
      }
      ended = true;
      if (failure == null) {
        result.complete(body);
      } else {
        release(body);
        result.fail(failure);
      }
    }
  }
}
