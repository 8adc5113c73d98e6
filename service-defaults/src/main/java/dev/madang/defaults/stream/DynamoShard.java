package dev.madang.defaults.stream;

/** Identifies a shard. Shards of different streams of a table may have the same id. */
record DynamoShard(String stream, String id) {

  /** The key of the Kinesis adapter for a consumer's checkpoint in this shard. */
  String checkpointKey(String consumer) {
    return consumer + ":" + stream + ":" + id;
  }
}
