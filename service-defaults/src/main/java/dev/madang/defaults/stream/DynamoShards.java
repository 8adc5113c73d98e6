package dev.madang.defaults.stream;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Determines which shards of a stream can be read. AWS closes a shard after some hours and opens
 * child shards that continue with its items: a child is readable when its parent is finished.
 */
final class DynamoShards {

  private final DynamoStreams streams;
  private final Function<DynamoShard, Optional<String>> checkpoints;
  private final Set<DynamoShard> finished = new HashSet<>();

  DynamoShards(DynamoStreams streams, Function<DynamoShard, Optional<String>> checkpoints) {
    this.streams = streams;
    this.checkpoints = checkpoints;
  }

  Set<DynamoShard> readable(String stream) {
    var unfinished = streams.shards(stream).stream().filter(it -> !isFinished(stream, it)).toList();
    var unfinishedIds = unfinished.stream().map(Shard::shardId).collect(Collectors.toSet());
    return unfinished.stream()
        .filter(it -> it.parentShardId() == null || !unfinishedIds.contains(it.parentShardId()))
        .map(it -> new DynamoShard(stream, it.shardId()))
        .collect(Collectors.toSet());
  }

  private boolean isFinished(String stream, Shard listed) {
    var shard = new DynamoShard(stream, listed.shardId());
    var end = listed.sequenceNumberRange().endingSequenceNumber();
    if (end != null
        && !finished.contains(shard)
        && checkpoints.apply(shard).filter(it -> isAtOrAfter(it, end)).isPresent()) {
      finished.add(shard);
    }
    return finished.contains(shard);
  }

  private static boolean isAtOrAfter(String checkpoint, String end) {
    return new BigInteger(checkpoint).compareTo(new BigInteger(end)) >= 0;
  }
}
