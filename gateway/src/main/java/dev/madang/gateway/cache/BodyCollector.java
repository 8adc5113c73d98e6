package dev.madang.gateway.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as fast as its service sends it, however slow the client is, as long as it fits. One
 * event loop uses it.
 */
final class BodyCollector {

  private final ReadStream<Buffer> stream;
  private final long maxSize;
  private final AtomicLong arriving;
  private final long maxArriving;
  private final Promise<Collected> result = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private long reserved;

  /**
   * @param arriving bytes of all bodies that are being collected
   */
  BodyCollector(ReadStream<Buffer> stream, long maxSize, AtomicLong arriving, long maxArriving) {
    this.stream = stream;
    this.maxSize = maxSize;
    this.arriving = arriving;
    this.maxArriving = maxArriving;
  }

  Future<Collected> collect() {
    stream.handler(this::add);
    stream.exceptionHandler(failure -> {
      release();
      result.tryFail(failure);
    });
    stream.endHandler(_ -> {
      release();
      result.tryComplete(new Collected(Buffer.buffer(body.getBytes()), stream));
    });
    stream.resume();
    return result.future();
  }

  private void add(Buffer part) {
    body.appendBuffer(part);
    if (body.length() > maxSize || !reserve(part.length())) {
      stream.pause();
      release();
      result.tryComplete(new Collected(null, new PrefixedStream(body, stream)));
    }
  }

  private boolean reserve(int bytes) {
    reserved += bytes;
    return arriving.addAndGet(bytes) <= maxArriving;
  }

  private void release() {
    arriving.addAndGet(-reserved);
    reserved = 0;
  }

  /**
   * @param complete {@code null} if the body is too large
   * @param all the body, if it is too large
   */
  record Collected(@Nullable Buffer complete, ReadStream<Buffer> all) {}
}
