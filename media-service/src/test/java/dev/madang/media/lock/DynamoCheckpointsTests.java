package dev.madang.media.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoCheckpointsTests {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());

  private final String job = "job-" + UUID.randomUUID();
  private final Checkpoints checkpoints =
      new DynamoCheckpoints(DYNAMO, new LockProperties("media-service-locks"));

  @Test
  void nextRunFindsTheLastCheckpoint() {
    assertThat(checkpoints.find(job)).isEmpty();

    checkpoints.save(job, Instant.ofEpochMilli(1_700_000_000_123L));
    checkpoints.save(job, Instant.ofEpochMilli(1_700_000_000_042L));

    assertThat(checkpoints.find(job)).contains(Instant.ofEpochMilli(1_700_000_000_042L));
  }
}
