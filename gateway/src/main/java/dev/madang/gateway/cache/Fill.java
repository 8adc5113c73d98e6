package dev.madang.gateway.cache;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cache does with one request to a service and with its response. */
public interface Fill {

  /** Neither uses nor changes what is stored. */
  Fill NONE = new Fill() {};

  /** Before the request is sent: sets its conditions. */
  default void prepare(MultiMap request) {}

  /**
   * @param body paused
   * @param length of the body; -1 if it is unknown
   * @return what is to be passed to the client; empty if the client has been answered; or a failure
   *     if the body did not arrive
   */
  default Future<Optional<ReadStream<Buffer>>> receive(
      ResponseHead head, ReadStream<Buffer> body, long length) {
    return Future.succeededFuture(Optional.of(body));
  }

  /**
   * There is no response, or not all of it.
   *
   * @param isAbandoned whether the reason is that the client has gone
   * @return whether the client has been answered nevertheless
   */
  default boolean failed(boolean isAbandoned) {
    return false;
  }

  /** How a response that is passed to the client is described, if it concerns the cache. */
  default @Nullable CacheResult result() {
    return null;
  }
}
