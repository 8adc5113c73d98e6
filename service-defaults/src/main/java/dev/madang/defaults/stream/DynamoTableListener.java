package dev.madang.defaults.stream;

/**
 * Hears each change of the service's table.
 *
 * <p>Changes of one item come in order and at least once; after a crash some come again. Returning
 * means "done". Throwing means "again": the same change is told until it succeeds, and the ones
 * behind it in its shard wait.
 */
@FunctionalInterface
public interface DynamoTableListener {

  void on(DynamoTableChange change) throws Exception;
}
