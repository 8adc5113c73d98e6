package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The nightly reconciliation on the local AWS. */
class NightlyQuotaReconciliationTests extends RunningService {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final Quotas quotas;
  private final ObjectUsageStore objects;

  @Autowired
  NightlyQuotaReconciliationTests(Quotas quotas, ObjectUsageStore objects) {
    this.quotas = quotas;
    this.objects = objects;
  }

  @Test
  void nightlyMessageCorrectsTheQuota() {
    put("a", 7);
    await().atMost(TIMEOUT).until(() -> quotas.of(ada).used() == 7);
    objects.record(key("lost"), OptionalLong.of(1000), new Sequencer("F"));
    assertThat(quotas.of(ada).used()).isEqualTo(1007);

    var sqs = AWS.client(SqsClient.builder());
    var queue = sqs.getQueueUrl(get -> get.queueName("user-service-object-events")).queueUrl();
    sqs.sendMessage(
        send -> send.queueUrl(queue).messageBody("{\"type\": \"quota-reconciliation\"}"));

    await().atMost(TIMEOUT).until(() -> quotas.of(ada).used() == 7);
  }

  private void put(String path, int size) {
    AWS.client(S3Client.builder().forcePathStyle(true))
        .putObject(
            put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key(path).toString()),
            RequestBody.fromBytes(new byte[size]));
  }

  private ObjectKey key(String path) {
    return new ObjectKey(ada, path);
  }
}
