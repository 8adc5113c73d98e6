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
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
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
                    - Event: s3:ObjectRemoved:*
                      Queue: !GetAtt Queue.Arn
                      Filter: {S3Key: {Rules: [{Name: prefix, Value: private/}]}}
          Outputs:
            Queue: {Value: !GetAtt Queue.QueueName}
            Bucket: {Value: !Ref Bucket}
          """);

  @Test
  @Proves("s3-event")
  void anEventHasKeyVersionAndTime() {
    var key = "private/a b/ü+.jpg";
    var put = s3.putObject(it -> it.bucket(bucket()).key(key), RequestBody.fromString("photo"));
    var event = events(1).getFirst();
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
        events(3).stream().map(event -> event.get("s3").get("object").get("sequencer").asString());
    assertThat(sequencers.toList()).hasSize(3).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @Proves("s3-event-filter")
  void sendsNoEventForAnotherPrefix() {
    s3.putObject(it -> it.bucket(bucket()).key("public/x"), RequestBody.fromString("photo"));
    s3.putObject(it -> it.bucket(bucket()).key("private/y"), RequestBody.fromString("photo"));
    assertThat(events(1))
        .extracting(event -> event.get("s3").get("object").get("key").asString())
        .containsExactly("private/y");
  }

  @Test
  @Proves("s3-event-topic")
  void anEventGoesToATopicAndRawToItsQueues() {
    var stack =
        Stacks.create(
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME}}
              Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: NAME}}
              Subscription:
                Type: AWS::SNS::Subscription
                Properties:
                  TopicArn: !Ref Topic
                  Protocol: sqs
                  Endpoint: !GetAtt Queue.Arn
                  RawMessageDelivery: true
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: NAME
                  VersioningConfiguration: {Status: Enabled}
                  NotificationConfiguration:
                    TopicConfigurations:
                      - {Event: "s3:ObjectCreated:*", Topic: !Ref Topic}
                      - {Event: "s3:ObjectRemoved:*", Topic: !Ref Topic}
            Outputs:
              Queue: {Value: !GetAtt Queue.QueueName}
              Bucket: {Value: !Ref Bucket}
            """);
    s3.putObject(
        it -> it.bucket(stack.output("Bucket")).key("private/x"), RequestBody.fromString("photo"));
    s3.deleteObject(it -> it.bucket(stack.output("Bucket")).key("private/x"));
    var messages = messages(stack.output("Queue"), 2);
    assertThat(messages)
        .filteredOn(message -> message.path("Event").asString("").equals("s3:TestEvent"))
        .isNotEmpty()
        .allMatch(test -> test.get("Bucket").asString().equals(stack.output("Bucket")));
    assertThat(records(messages))
        .extracting(S3EventsTests::name)
        .containsExactly("ObjectCreated:Put", "ObjectRemoved:DeleteMarkerCreated");
  }

  @Test
  @Proves("s3-event-removed")
  void aDeletionSendsEventsForTheMarkerAndEachVersion() {
    var key = "private/a b/ü";
    var first = put(key, "first");
    var second = put(key, "second");
    var marker = s3.deleteObject(it -> it.bucket(bucket()).key(key)).versionId();
    var wanted =
        List.of(first, second, marker).stream()
            .map(version -> ObjectIdentifier.builder().key(key).versionId(version).build())
            .toList();
    s3.deleteObjects(it -> it.bucket(bucket()).delete(list -> list.objects(wanted)));
    var events = events(6);
    assertThat(events)
        .extracting(S3EventsTests::name)
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Put",
            "ObjectRemoved:DeleteMarkerCreated",
            "ObjectRemoved:Delete",
            "ObjectRemoved:Delete",
            "ObjectRemoved:Delete");
    assertThat(events)
        .extracting(event -> object(event).get("versionId").asString())
        .containsExactly(first, second, marker, first, second, marker);
    assertThat(events)
        .extracting(event -> object(event).get("key").asString())
        .containsOnly("private/a+b/%C3%BC");
    assertThat(events.subList(2, 6)).noneMatch(event -> object(event).has("size"));
    assertThat(events)
        .extracting(event -> object(event).get("sequencer").asString())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @Proves("s3-event-copy")
  void aCopySendsACopyEvent() {
    put("private/original", "photo");
    s3.copyObject(it ->
        it.sourceBucket(bucket())
            .sourceKey("private/original")
            .destinationBucket(bucket())
            .destinationKey("private/copy"));
    var copied = events(2).getLast();
    assertThat(name(copied)).isEqualTo("ObjectCreated:Copy");
    assertThat(object(copied).get("key").asString()).isEqualTo("private/copy");
    assertThat(object(copied).get("size").asInt()).isEqualTo(5);
  }

  @Test
  @Proves("s3-event-multipart")
  void aMultipartUploadSendsOneEvent() {
    var key = "private/large";
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket()).key(key)).uploadId();
    var parts = IntStream.of(1, 2).mapToObj(number -> part(key, upload, number)).toList();
    s3.completeMultipartUpload(it ->
        it.bucket(bucket())
            .key(key)
            .uploadId(upload)
            .multipartUpload(completed -> completed.parts(parts)));
    var events = events(1);
    assertThat(events)
        .extracting(S3EventsTests::name)
        .containsExactly("ObjectCreated:CompleteMultipartUpload");
    assertThat(object(events.getFirst()).get("size").asInt()).isEqualTo(5 * 1024 * 1024 + 10);
  }

  @Test
  @StillDiffers("s3-event-policy")
  void aQueueWithoutAPolicyGetsEventsToo() {
    s3.putObject(it -> it.bucket(bucket()).key("private/z"), RequestBody.fromString("photo"));
    assertThat(events(1)).hasSize(1);
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

  private String put(String key, String body) {
    return s3.putObject(it -> it.bucket(bucket()).key(key), RequestBody.fromString(body))
        .versionId();
  }

  /** This many events, and all that came with the last of them. */
  private List<JsonNode> events(int count) {
    return records(messages(stack.output("Queue"), count));
  }

  /**
   * Receives until this many events have come: a receive may return fewer messages than the queue
   * has.
   */
  private List<JsonNode> messages(String queue, int events) {
    var url = sqs.getQueueUrl(it -> it.queueName(queue)).queueUrl();
    var messages = new ArrayList<JsonNode>();
    var end = Instant.now().plusSeconds(10);
    while (records(messages).size() < events && Instant.now().isBefore(end)) {
      sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(2))
          .messages()
          .forEach(message -> messages.add(json.readTree(message.body())));
    }
    return messages;
  }

  private static List<JsonNode> records(List<JsonNode> messages) {
    var records = new ArrayList<JsonNode>();
    messages.forEach(message -> message.path("Records").forEach(records::add));
    return records;
  }

  private static String name(JsonNode event) {
    return event.get("eventName").asString();
  }

  private static JsonNode object(JsonNode event) {
    return event.get("s3").get("object");
  }
}
