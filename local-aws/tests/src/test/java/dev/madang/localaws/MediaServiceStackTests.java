package dev.madang.localaws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** Tests the role and the queue in infra/media-service.yaml. */
class MediaServiceStackTests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client account = localAws.client(S3Client.builder());
  private final S3Client mediaService = localAws.client(S3Client.builder(), credentials());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String user = UUID.randomUUID().toString();

  @Test
  void canReadVersionsTagsAndPartsOfMediaOnly() {
    for (var path : List.of("media/photo", "letters/hello.txt")) {
      var key = "private/" + user + "/" + path;
      var file = RequestBody.fromString("x");
      var version = account.putObject(it -> it.bucket(bucket).key(key), file).versionId();
      var upload = account.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
      List<Consumer<S3Client>> questions =
          List.of(
              s3 -> s3.headObject(it -> it.bucket(bucket).key(key).versionId(version)),
              s3 -> s3.getObjectAsBytes(it -> it.bucket(bucket).key(key).versionId(version)),
              s3 -> s3.getObjectTagging(it -> it.bucket(bucket).key(key)),
              s3 -> s3.getObjectTagging(it -> it.bucket(bucket).key(key).versionId(version)),
              s3 -> s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)));
      for (var question : questions) {
        var refused = catchThrowableOfType(S3Exception.class, () -> question.accept(mediaService));
        if (path.startsWith("media/")) {
          assertThat(refused).isNull();
        } else {
          assertThat(refused.statusCode()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void cannotTagObjects() {
    var key = "private/" + user + "/media/photo";
    account.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x"));

    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        mediaService.putObjectTagging(
                            it -> it.bucket(bucket).key(key).tagging(all -> all.tagSet(List.of()))))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void onlyTheScanRuleAndTheTopicCanSendToTheQueue() {
    var sqs = localAws.client(SqsClient.builder());
    var queue = sqs.getQueueUrl(it -> it.queueName("media-service-object-events")).queueUrl();
    var policy =
        sqs.getQueueAttributes(it -> it.queueUrl(queue).attributeNames(QueueAttributeName.POLICY))
            .attributes()
            .get(QueueAttributeName.POLICY);

    assertThat(policy)
        .contains("events.amazonaws.com", ":rule/", "sns.amazonaws.com")
        .doesNotContain("\"*\"");
    assertThat(requireNonNull(policy).split("aws:SourceArn", -1)).hasSize(3);
  }

  private StaticCredentialsProvider credentials() {
    var issued =
        localAws
            .client(StsClient.builder())
            .assumeRole(
                it -> it.roleArn(localAws.output("MediaServiceRoleArn")).roleSessionName("tests"))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
  }
}
