package dev.madang.gateway.cache;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A paused stream whose first part has already been read. */
final class PrefixedStream implements ReadStream<Buffer> {

  private final ReadStream<Buffer> rest;
  private @Nullable Buffer prefix;
  private @Nullable Handler<Buffer> handler;
  private boolean paused = true;

  PrefixedStream(Buffer prefix, ReadStream<Buffer> rest) {
    this.prefix = prefix;
    this.rest = rest;
  }

  @Override
  public PrefixedStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    rest.exceptionHandler(handler);
    return this;
  }

  @Override
  public PrefixedStream handler(@Nullable Handler<Buffer> handler) {
    this.handler = handler;
    rest.handler(handler);
    return this;
  }

  @Override
  public PrefixedStream endHandler(@Nullable Handler<Void> handler) {
    rest.endHandler(handler);
    return this;
  }

  @Override
  public PrefixedStream pause() {
    paused = true;
    rest.pause();
    return this;
  }

  @Override
  public PrefixedStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  /** The handler may pause the stream when it gets the first part. */
  @Override
  public PrefixedStream fetch(long amount) {
    paused = false;
    var first = prefix;
    if (first != null && handler != null) {
      prefix = null;
      handler.handle(first);
    }
    if (!paused) {
      rest.fetch(amount);
    }
    return this;
  }
}
