package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class S3EventsTests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final SqsClient sqs = localAws.client(SqsClient.builder());
  private final JsonMapper json = new JsonMapper();
  private final Stacks stack =
      Stacks.create(
          """
          Resources:
            Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME}}
            Bucket:
              Type: AWS::S3::Bucket
              Properties:
                BucketName: NAME
                VersioningConfiguration: {Status: Enabled}
                NotificationConfiguration:
                  QueueConfigurations:
                    - Event: s3:ObjectCreated:*
                      Queue: !GetAtt Queue.Arn
                      Filter: {S3Key: {Rules: [{Name: prefix, Value: private/}]}}
          Outputs:
            Queue: {Value: !GetAtt Queue.QueueName}
            Bucket: {Value: !Ref Bucket}
          """);

  @Test
  @Proves("s3-event")
  void anEventTellsWhichVersionOfWhichObjectWhen() {
    var key = "private/a b/ü+.jpg";
    var put = s3.putObject(it -> it.bucket(bucket()).key(key), RequestBody.fromString("photo"));
    var event = events().getFirst();
    var object = event.get("s3").get("object");
    assertThat(event.get("eventName").asString()).isEqualTo("ObjectCreated:Put");
    assertThat(object.get("key").asString()).isEqualTo("private/a+b/%C3%BC%2B.jpg");
    assertThat(object.get("size").asInt()).isEqualTo(5);
    assertThat(object.get("versionId").asString()).isEqualTo(put.versionId());
    assertThat(put.eTag()).contains(object.get("eTag").asString());
    assertThat(Instant.parse(event.get("eventTime").asString()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
  }

  @Test
  @Proves("s3-event-sequencer")
  void theSequencerOfALaterWriteIsGreater() {
    for (var body : List.of("first", "second", "third")) {
      s3.putObject(it -> it.bucket(bucket()).key("private/x"), RequestBody.fromString(body));
    }
    var sequencers =
        events().stream().map(event -> event.get("s3").get("object").get("sequencer").asString());
    assertThat(sequencers.toList()).hasSize(3).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @Proves("s3-event-filter")
  void anotherPrefixIsNotTold() {
    s3.putObject(it -> it.bucket(bucket()).key("public/x"), RequestBody.fromString("photo"));
    s3.putObject(it -> it.bucket(bucket()).key("private/y"), RequestBody.fromString("photo"));
    assertThat(events())
        .extracting(event -> event.get("s3").get("object").get("key").asString())
        .containsExactly("private/y");
  }

  @Test
  @Proves("s3-event-multipart")
  void aMultipartUploadTellsOneEvent() {
    var key = "private/large";
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket()).key(key)).uploadId();
    var parts = IntStream.of(1, 2).mapToObj(number -> part(key, upload, number)).toList();
    s3.completeMultipartUpload(it ->
        it.bucket(bucket())
            .key(key)
            .uploadId(upload)
            .multipartUpload(completed -> completed.parts(parts)));
    assertThat(events())
        .extracting(event -> event.get("eventName").asString())
        .containsExactly("ObjectCreated:CompleteMultipartUpload");
  }

  @Test
  @StillDiffers("s3-event-policy")
  void aQueueWithoutAPolicyIsToldToo() {
    s3.putObject(it -> it.bucket(bucket()).key("private/z"), RequestBody.fromString("photo"));
    assertThat(events()).hasSize(1);
  }

  private CompletedPart part(String key, String upload, int number) {
    var size = number == 1 ? 5 * 1024 * 1024 : 10;
    var part =
        s3.uploadPart(
            it -> it.bucket(bucket()).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(new byte[size]));
    return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
  }

  private String bucket() {
    return stack.output("Bucket");
  }

  /** What the queue holds, without the test event that S3 sends first. */
  private List<JsonNode> events() {
    var url = sqs.getQueueUrl(queue -> queue.queueName(stack.output("Queue"))).queueUrl();
    var messages =
        sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(5))
            .messages();
    var events = new ArrayList<JsonNode>();
    for (var message : messages) {
      json.readTree(message.body()).path("Records").forEach(events::add);
    }
    return events;
  }
}
