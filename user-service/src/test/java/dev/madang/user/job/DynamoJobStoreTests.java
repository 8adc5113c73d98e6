package dev.madang.user.job;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoJobStoreTests extends JobStoreContract {

  private static final String TABLE = "user-service-jobs";

  private final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());
  private final JobStore jobs =
      new DynamoJobStore(
          dynamo,
          new JobProperties(
              TABLE, "user-service-jobs", Duration.ofSeconds(25), Duration.ofDays(30)));

  @Override
  JobStore jobs() {
    return jobs;
  }

  @Test
  void endedJobExpiresAfterThirtyDays() {
    jobs.add(job);
    claimed(0, "m");
    jobs.record(job.id(), 0, 1, new SliceResult.Done(Map.of(), new Progress(1, 1)), NOW);

    var item =
        dynamo
            .getItem(get -> get.tableName(TABLE).key(Map.of("id", fromS(job.id().value()))))
            .item();
    assertThat(item.get("expireAt"))
        .extracting(it -> Long.parseLong(it.n()))
        .isEqualTo(NOW.plus(Duration.ofDays(30)).getEpochSecond());
  }
}
