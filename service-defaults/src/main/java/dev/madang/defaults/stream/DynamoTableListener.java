package dev.madang.defaults.stream;

import dev.madang.defaults.telemetry.TraceParent;
import java.util.Optional;

/**
 * Receives each change of the service's table.
 *
 * <p>Changes of one item are delivered in order and at least once; after a crash some are delivered
 * again. Returning acknowledges a change. After an exception the change is retried until it
 * succeeds, and later changes of its shard wait.
 */
@FunctionalInterface
public interface DynamoTableListener {

  void on(DynamoTableChange change) throws Exception;

  /** The span that the change continues; empty for a trace of its own. */
  default Optional<TraceParent> parentOf(DynamoTableChange change) {
    return Optional.empty();
  }
}
