package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Isolated, because the calls of all tests are counted together. */
@Isolated
class CallsTests {
  private final LocalAws localAws = LocalAws.running();
  private final Calls calls = localAws.calls();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/" + UUID.randomUUID();

  @BeforeEach
  void reset() {
    calls.reset();
  }

  @Test
  void countsS3OperationsSeparately() {
    var file = RequestBody.fromString("x");
    s3.putObject(it -> it.bucket(bucket).key(key), file);
    s3.headObject(it -> it.bucket(bucket).key(key));
    s3.getObjectAsBytes(it -> it.bucket(bucket).key(key));
    s3.copyObject(it ->
        it.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey(key + "b"));
    s3.getObjectTagging(it -> it.bucket(bucket).key(key));
    s3.listObjectsV2(it -> it.bucket(bucket).prefix(key));
    s3.listObjectVersions(it -> it.bucket(bucket).prefix(key));
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    for (int number = 1; number <= 2; number++) {
      var part = number;
      s3.uploadPart(it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(part), file);
    }
    s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload));
    s3.listMultipartUploads(it -> it.bucket(bucket).prefix(key));
    s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload));
    s3.deleteObject(it -> it.bucket(bucket).key(key));

    assertThat(
            Stream.of(
                "PutObject",
                "HeadObject",
                "GetObject",
                "CopyObject",
                "GetObjectTagging",
                "ListObjectsV2",
                "ListObjectVersions",
                "CreateMultipartUpload",
                "ListParts",
                "ListMultipartUploads",
                "AbortMultipartUpload",
                "DeleteObject"))
        .allSatisfy(operation -> assertThat(calls.count("s3", operation)).isEqualTo(1));
    assertThat(calls.count("s3", "UploadPart")).isEqualTo(2);
    assertThat(calls.all()).extracting(Calls.Call::caller).containsOnly("account");
  }

  @Test
  void countsCallsByTheRoleThatSignedThemAndPresignedUrlsToo() throws Exception {
    var role = localAws.output("MediaServiceRoleArn");
    var presigner =
        S3Presigner.builder()
            .endpointOverride(localAws.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(credentials(role))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    calls.reset();
    var link =
        presigner.presignPutObject(it ->
            it.signatureDuration(Duration.ofMinutes(1))
                .putObjectRequest(put -> put.bucket(bucket).key(key).contentLength(1L)));
    try (var http = HttpClient.newHttpClient()) {
      var put = HttpRequest.newBuilder(link.url().toURI()).PUT(BodyPublishers.ofString("x"));
      assertThat(http.send(put.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    assertThat(calls.all())
        .containsExactly(
            new Calls.Call("s3", "PutObject", role.substring(role.lastIndexOf('/') + 1), 1, 0));
  }

  @Test
  void countsEmptyReceivesSeparately() {
    var sqs = localAws.client(SqsClient.builder());
    var queue = sqs.createQueue(it -> it.queueName("calls-" + UUID.randomUUID())).queueUrl();
    calls.reset();
    sqs.receiveMessage(it -> it.queueUrl(queue));
    sqs.receiveMessage(it -> it.queueUrl(queue).waitTimeSeconds(1));
    sqs.sendMessage(it -> it.queueUrl(queue).messageBody("x"));
    sqs.receiveMessage(it -> it.queueUrl(queue));

    assertThat(calls.all())
        .containsExactly(
            new Calls.Call("sqs", "ReceiveMessage", "account", 3, 2),
            new Calls.Call("sqs", "SendMessage", "account", 1, 0));
  }

  @Test
  void countsEmptyStreamReadsSeparately() {
    var dynamo = localAws.client(DynamoDbClient.builder());
    var streams = localAws.client(DynamoDbStreamsClient.builder());
    var table = "media-service-catalog";
    var arn = dynamo.describeTable(it -> it.tableName(table)).table().latestStreamArn();
    var shard = streams.describeStream(it -> it.streamArn(arn)).streamDescription().shards();
    var iterator =
        streams
            .getShardIterator(it ->
                it.streamArn(arn).shardId(shard.getFirst().shardId()).shardIteratorType("LATEST"))
            .shardIterator();
    calls.reset();
    streams.getRecords(it -> it.shardIterator(iterator));
    dynamo.putItem(it -> it.tableName(table).item(Map.of("userId", fromS(key), "id", fromS("x"))));
    streams.getRecords(it -> it.shardIterator(iterator));

    assertThat(calls.all())
        .containsExactly(
            new Calls.Call("dynamodb", "PutItem", "account", 1, 0),
            new Calls.Call("dynamodbstreams", "GetRecords", "account", 2, 1));
  }

  @Test
  void countsOtherServicesToo() {
    var sns = localAws.client(SnsClient.builder());
    var topic = sns.createTopic(it -> it.name("calls-" + UUID.randomUUID())).topicArn();
    sns.publish(it -> it.topicArn(topic).message("x"));
    localAws
        .client(CognitoIdentityProviderClient.builder())
        .listUsers(it -> it.userPoolId(localAws.output("UserPoolId")));

    assertThat(calls.all())
        .extracting(it -> it.service() + " " + it.operation() + " " + it.count())
        .containsExactly("cognito-idp ListUsers 1", "sns CreateTopic 1", "sns Publish 1");
  }

  @Test
  void countsConcurrentCalls() {
    try (var everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        everybody.execute(() -> s3.listObjectsV2(it -> it.bucket(bucket).prefix(key)));
      }
    }

    assertThat(calls.count("s3", "ListObjectsV2")).isEqualTo(200);
    assertThat(calls.count(it -> it.service().equals("sqs"))).isZero();
  }

  private AwsCredentialsProvider credentials(String role) {
    var issued =
        localAws
            .client(StsClient.builder())
            .assumeRole(it -> it.roleArn(role).roleSessionName("calls"))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
  }
}
