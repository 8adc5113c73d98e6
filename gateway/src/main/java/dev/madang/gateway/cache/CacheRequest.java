package dev.madang.gateway.cache;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;

/** A request of a client that passed all checks. Only the event loop of the request uses it. */
public interface CacheRequest {

  HttpServerRequest http();

  String service();

  /** Path and query. */
  String target();

  /** Whether the client has got its response or has gone. */
  boolean isEnded();

  /** Runs when the client has got its response or has gone. */
  void atEnd(Runnable action);

  /** Sends the request to the service, whose response is given to the fill. */
  void forward(Fill fill);

  /** Answers the client. */
  void answer(CachedAnswer answer, CacheResult result);

  /** Answers that nothing is stored, although the client asked for a stored response only. */
  void answerNothingStored();

  /** Continues on the event loop of the request. */
  void resume(Runnable step);

  /**
   * Sends a request of the gateway's own for the same resource, which does not end with the
   * client's.
   *
   * @param prepare changes the headers of the client's request
   * @param receiver gets the response
   * @return the result of the receiver; or a failure if there was no response
   */
  <T> Future<T> fetch(Consumer<MultiMap> prepare, Receiver<T> receiver);

  /** What is done with a response. */
  @FunctionalInterface
  interface Receiver<T> {

    /**
     * @param body paused
     * @param length of the body; -1 if it is unknown
     */
    Future<T> receive(ResponseHead head, ReadStream<Buffer> body, long length);
  }
}
