package dev.madang.defaults.stream;

/** A shard by name. A table that got a new stream has other shards, perhaps of the same id. */
record DynamoShard(String stream, String id) {

  /** The key under which the Kinesis adapter keeps a consumer's place in this shard. */
  String checkpointOf(String consumer) {
    return consumer + ":" + stream + ":" + id;
  }
}
