package dev.madang.user.storagecredentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static software.amazon.awssdk.http.SdkHttpMethod.DELETE;
import static software.amazon.awssdk.http.SdkHttpMethod.GET;
import static software.amazon.awssdk.http.SdkHttpMethod.PUT;

import dev.madang.localaws.LocalAws;
import dev.madang.user.RunningService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What storage credentials allow on the local AWS: the same list as in {@code infra/policies},
 * where a policy simulator checks it.
 */
class IsolationTests extends RunningService {

  private static final int SMALLEST_PART = 5 << 20;
  private static final S3Client SERVICE = AWS.client(S3Client.builder().forcePathStyle(true));

  private final MockMvcTester http;
  private ClientApp a;
  private ClientApp b;
  private S3Client s3;
  private String bucket;

  @Autowired
  IsolationTests(MockMvcTester http) {
    this.http = http;
  }

  @BeforeEach
  void createTwoUsers() {
    a = new ClientApp(http, AWS.users().signedIn());
    b = new ClientApp(http, AWS.users().signedIn());
    s3 = a.s3();
    bucket = a.bucket();
    b.s3().putObject(it -> it.bucket(bucket).key(b.own("notes")), RequestBody.fromString("b"));
  }

  // Allowed

  @Test
  void ownFilesAreWrittenReadListedAndDeleted() {
    for (var name : List.of("notes", "a/b/c d+e%20f", "마당/🌱", ".profile/a..b/...", "%2e%2e%2fx")) {
      put(a.own(name), name);
    }

    assertThat(read(a.own("a/b/c d+e%20f"))).isEqualTo("a/b/c d+e%20f");
    assertThat(s3.headObject(it -> it.bucket(bucket).key(a.own("notes"))).contentLength())
        .isEqualTo(5);
    assertThat(s3.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(a.own(""))).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrder(
            a.own("notes"),
            a.own("a/b/c d+e%20f"),
            a.own("마당/🌱"),
            a.own(".profile/a..b/..."),
            a.own("%2e%2e%2fx"));
    assertThat(
            s3.listObjectsV2(it -> it.bucket(bucket).prefix(a.own("")).delimiter("/"))
                .commonPrefixes())
        .hasSize(3);
    s3.deleteObject(it -> it.bucket(bucket).key(a.own("notes")));
    s3.deleteObjects(it ->
        it.bucket(bucket)
            .delete(list -> list.objects(id(a.own("마당/🌱")), id(a.own("%2e%2e%2fx")))));
    assertThat(s3.listObjectsV2(it -> it.bucket(bucket).prefix(a.own(""))).keyCount()).isEqualTo(2);
  }

  @Test
  void ownFilesAreCopied() {
    put(a.own("a"), "mine");

    copy(a.own("a"), a.own("folder/b"));

    assertThat(read(a.own("folder/b"))).isEqualTo("mine");
  }

  @Test
  void ownMultipartUploadIsCompletedAndCopiedInPart() {
    var film = multipart(a.own("film"));
    var first = part(a.own("film"), film, 1, SMALLEST_PART);
    var second = part(a.own("film"), film, 2, 7);
    assertThat(s3.listParts(it -> it.bucket(bucket).key(a.own("film")).uploadId(film)).parts())
        .hasSize(2);
    complete(a.own("film"), film, first, second);

    var cut = multipart(a.own("cut"));
    var copied =
        s3.uploadPartCopy(it ->
                it.sourceBucket(bucket)
                    .sourceKey(a.own("film"))
                    .copySourceRange("bytes=0-9")
                    .destinationBucket(bucket)
                    .destinationKey(a.own("cut"))
                    .uploadId(cut)
                    .partNumber(1))
            .copyPartResult();
    complete(a.own("cut"), cut, CompletedPart.builder().partNumber(1).eTag(copied.eTag()).build());

    assertThat(s3.headObject(it -> it.bucket(bucket).key(a.own("film"))).contentLength())
        .isEqualTo(SMALLEST_PART + 7);
    assertThat(s3.headObject(it -> it.bucket(bucket).key(a.own("cut"))).contentLength())
        .isEqualTo(10);
  }

  @Test
  void ownMultipartUploadIsAborted() {
    var film = multipart(a.own("film"));
    part(a.own("film"), film, 1, 7);

    s3.abortMultipartUpload(it -> it.bucket(bucket).key(a.own("film")).uploadId(film));

    assertThat(SERVICE.listMultipartUploads(it -> it.bucket(bucket).prefix(a.own(""))).uploads())
        .isEmpty();
  }

  @Test
  void encodedOwnPathIsAllowed() {
    put(a.own("notes"), "mine");

    assertThat(a.raw(GET, path("private%2F" + a.sub() + "%2fnotes"), Map.of())).isEqualTo("200");
  }

  // Denied

  @TestFactory
  Stream<DynamicTest> everyOtherKeyIsDenied() {
    return otherKeys()
        .flatMap(key ->
            Stream.of(
                denied("get " + key, s3 -> s3.getObject(it -> it.bucket(bucket).key(key))),
                denied("head " + key, s3 -> s3.headObject(it -> it.bucket(bucket).key(key))),
                denied(
                    "put " + key,
                    s3 ->
                        s3.putObject(
                            it -> it.bucket(bucket).key(key), RequestBody.fromString("x"))),
                denied("delete " + key, s3 -> s3.deleteObject(it -> it.bucket(bucket).key(key))),
                denied("copy from " + key, _ -> copy(key, a.own("stolen"))),
                denied("copy to " + key, _ -> copy(a.own("mine"), key)),
                denied("start a multipart upload of " + key, _ -> multipart(key))));
  }

  private Stream<String> otherKeys() {
    var own = "private/" + a.sub();
    var sub = a.sub();
    return Stream.of(
        // Another user's, and the parent
        b.own("notes"),
        b.own("media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D"),
        "private/",
        "private/x",
        "x",
        own,
        // Similar prefixes
        own + "BC/x",
        "private/" + sub.substring(0, 35) + "/x",
        "private/" + sub.toUpperCase(Locale.ROOT) + "/x",
        "PRIVATE/" + sub + "/x",
        "private/ " + sub + "/x",
        own + " /x",
        own + "$/x",
        "private\\" + sub + "\\x",
        "private/*/x",
        "private/" + "?".repeat(36) + "/x",
        "private/${aws:PrincipalTag/sub}/x",
        "private/x/" + own + "/x",
        "private//" + sub + "/x",
        "private//x",
        // Paths
        own + "/../" + b.sub() + "/notes",
        own + "/../x",
        own + "/..",
        own + "/a/../b",
        own + "/./a",
        own + "/.",
        own + "//a",
        own + "/a//b",
        // Unicode that looks similar
        own + "／x",
        "private／" + sub + "/x",
        "private∕" + sub + "∕x",
        "private/" + sub.replace('-', '\u2011') + "/x",
        "private/" + sub.replace("-", "\u00ad") + "/x",
        "private/" + digitsFullwidth(sub) + "/x",
        "private/\u200b" + sub + "/x",
        own + "\u0301/x",
        own + "\0/x",
        "рrivate/" + sub + "/x");
  }

  @TestFactory
  Stream<DynamicTest> everyOtherListIsDenied() {
    var own = "private/" + a.sub();
    return Stream.of(
            "",
            "private/",
            "private/" + a.sub().charAt(0),
            "private/*",
            own,
            own + "BC/",
            b.own(""),
            b.own("no"),
            own + "/../" + b.sub() + "/",
            own + "/..",
            own + "/./",
            own + "//",
            "private//",
            "private／" + a.sub() + "/")
        .flatMap(prefix ->
            Stream.of(
                denied(
                    "list '" + prefix + "'",
                    s3 -> s3.listObjectsV2(it -> it.bucket(bucket).prefix(prefix))),
                denied(
                    "list '" + prefix + "' with a delimiter",
                    s3 -> s3.listObjectsV2(it -> it.bucket(bucket).prefix(prefix).delimiter("/"))),
                denied(
                    "list '" + prefix + "' with version 1",
                    s3 -> s3.listObjects(it -> it.bucket(bucket).prefix(prefix)))));
  }

  @TestFactory
  Stream<DynamicTest> everythingElseOfS3IsDenied() {
    return Stream.of(
        denied("list without a prefix", s3 -> s3.listObjectsV2(it -> it.bucket(bucket))),
        denied(
            "list with a delimiter alone",
            s3 -> s3.listObjectsV2(it -> it.bucket(bucket).delimiter("/"))),
        denied("head the bucket", s3 -> s3.headBucket(it -> it.bucket(bucket))),
        denied("all buckets", s3 -> s3.listBuckets()),
        denied("a new bucket", s3 -> s3.createBucket(it -> it.bucket("bucket-of-" + a.sub()))),
        denied("delete the bucket", s3 -> s3.deleteBucket(it -> it.bucket(bucket))),
        denied("list versions", s3 -> s3.listObjectVersions(it -> it.bucket(bucket))),
        denied(
            "list own versions",
            s3 -> s3.listObjectVersions(it -> it.bucket(bucket).prefix(a.own("")))),
        denied(
            "list all unfinished uploads", s3 -> s3.listMultipartUploads(it -> it.bucket(bucket))),
        denied("read an own version", _ -> get(a.own("mine"), versionOfMine())),
        denied(
            "delete an own version",
            s3 ->
                s3.deleteObject(
                    it -> it.bucket(bucket).key(a.own("mine")).versionId(versionOfMine()))),
        denied("copy an own version", _ -> copyVersion(a.own("mine"), versionOfMine())),
        denied("read an ACL", s3 -> s3.getObjectAcl(it -> it.bucket(bucket).key(a.own("mine")))),
        denied(
            "write an ACL",
            s3 ->
                s3.putObjectAcl(
                    it -> it.bucket(bucket).key(a.own("mine")).acl(ObjectCannedACL.PUBLIC_READ))),
        denied("read tags", s3 -> s3.getObjectTagging(it -> it.bucket(bucket).key(a.own("mine")))),
        denied(
            "write tags",
            s3 ->
                s3.putObjectTagging(it ->
                    it.bucket(bucket)
                        .key(a.own("mine"))
                        .tagging(tags -> tags.tagSet(Tag.builder().key("a").value("b").build())))),
        dynamicTest(
            "put with a customer key",
            () ->
                assertThat(
                        a.raw(
                            PUT,
                            path(a.own("x")),
                            Map.of(
                                "x-amz-server-side-encryption-customer-algorithm", "AES256",
                                "x-amz-server-side-encryption-customer-key", "eA==",
                                "x-amz-server-side-encryption-customer-key-MD5", "eA==")))
                    .isEqualTo("403 AccessDenied")),
        denied(
            "put with a key of KMS",
            s3 ->
                s3.putObject(
                    it ->
                        it.bucket(bucket)
                            .key(a.own("x"))
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS),
                    RequestBody.fromString("x"))),
        denied(
            "put into the archive",
            s3 ->
                s3.putObject(
                    it ->
                        it.bucket(bucket)
                            .key(a.own("x"))
                            .storageClass(StorageClass.DEEP_ARCHIVE.name()),
                    RequestBody.fromString("x"))),
        denied("read the bucket policy", s3 -> s3.getBucketPolicy(it -> it.bucket(bucket))),
        denied(
            "write the bucket policy",
            s3 -> s3.putBucketPolicy(it -> it.bucket(bucket).policy("{}"))),
        denied("delete the bucket policy", s3 -> s3.deleteBucketPolicy(it -> it.bucket(bucket))),
        denied("read the CORS rules", s3 -> s3.getBucketCors(it -> it.bucket(bucket))),
        denied("delete the CORS rules", s3 -> s3.deleteBucketCors(it -> it.bucket(bucket))),
        denied("delete the lifecycle", s3 -> s3.deleteBucketLifecycle(it -> it.bucket(bucket))),
        denied(
            "delete the public access block",
            s3 -> s3.deletePublicAccessBlock(it -> it.bucket(bucket))),
        denied(
            "read the notification configuration",
            s3 -> s3.getBucketNotificationConfiguration(it -> it.bucket(bucket))),
        denied("suspend versioning", s3 -> suspendVersions(s3)),
        denied(
            "get a rendition",
            s3 -> s3.getObject(it -> it.bucket(AWS.output("RenditionsBucket")).key(a.own("mine")))),
        denied(
            "put a rendition",
            s3 ->
                s3.putObject(
                    it -> it.bucket(AWS.output("RenditionsBucket")).key(a.own("mine")),
                    RequestBody.fromString("x"))),
        denied(
            "list renditions",
            s3 ->
                s3.listObjectsV2(
                    it -> it.bucket(AWS.output("RenditionsBucket")).prefix(a.own("")))),
        denied(
            "copy to the renditions",
            s3 ->
                s3.copyObject(it ->
                    it.sourceBucket(bucket)
                        .sourceKey(a.own("mine"))
                        .destinationBucket(AWS.output("RenditionsBucket"))
                        .destinationKey(a.own("mine")))));
  }

  @TestFactory
  Stream<DynamicTest> everyPathThatDecodesToAnotherKeyIsDenied() {
    var own = "private/" + a.sub();
    var bs = "private/" + b.sub() + "/notes";
    return Stream.of(
            own + "/%2e%2e%2f" + b.sub() + "%2fnotes",
            own + "/%2E%2E/" + b.sub() + "/notes",
            own + "/..%2f" + b.sub() + "/notes",
            own + "/%2e%2e/x",
            own + "/..",
            own + "/../" + b.sub() + "/notes",
            own + "/./x",
            own + "/%2f%2fx",
            own + "//x",
            encoded(bs),
            "private%2f" + b.sub() + "%2fnotes",
            "private%252f" + a.sub() + "%252fx",
            own + "%252f..%252f" + b.sub() + "/notes",
            own + "%00/x",
            own + "%c0%afx",
            "private%ef%bc%8f" + a.sub() + "/x")
        .flatMap(key ->
            Stream.of(GET, PUT, DELETE)
                .map(method ->
                    dynamicTest(
                        method + " " + key,
                        () ->
                            assertThat(a.raw(method, path(key), Map.of()))
                                .isEqualTo("403 AccessDenied"))));
  }

  @TestFactory
  Stream<DynamicTest> aCopySourceIsDecodedBeforeItIsAllowed() {
    var own = "private/" + a.sub();
    return Stream.of(
            b.own("notes"),
            encoded(b.own("notes")),
            own + "/../" + b.sub() + "/notes",
            own + "/%2e%2e/" + b.sub() + "/notes",
            own + "%2f..%2f" + b.sub() + "%2fnotes")
        .flatMap(source -> Stream.of("/" + bucket + "/" + source, bucket + "/" + source))
        .map(source ->
            dynamicTest(
                source,
                () ->
                    assertThat(
                            a.raw(PUT, path(a.own("stolen")), Map.of("x-amz-copy-source", source)))
                        .isEqualTo("403 AccessDenied")));
  }

  @Test
  void batchDeletionDeletesOnlyOwnFiles() {
    put(a.own("mine"), "mine");

    var response =
        s3.deleteObjects(it ->
            it.bucket(bucket)
                .delete(
                    list -> list.objects(id(a.own("mine")), id(b.own("notes")), id("private/x"))));

    assertThat(response.deleted()).extracting("key").containsExactly(a.own("mine"));
    assertThat(response.errors())
        .allMatch(error -> error.code().equals("AccessDenied"))
        .extracting("key")
        .containsExactlyInAnyOrder(b.own("notes"), "private/x");
    assertThat(b.s3().headObject(it -> it.bucket(bucket).key(b.own("notes"))).contentLength())
        .isEqualTo(1);
  }

  @Test
  void multipartUploadOfAnotherUserIsDenied() {
    var film = b.s3().createMultipartUpload(it -> it.bucket(bucket).key(b.own("film"))).uploadId();

    assertDenied(() -> part(b.own("film"), film, 1, 7));
    assertDenied(() -> s3.listParts(it -> it.bucket(bucket).key(b.own("film")).uploadId(film)));
    assertDenied(
        () -> s3.abortMultipartUpload(it -> it.bucket(bucket).key(b.own("film")).uploadId(film)));
    assertDenied(() -> complete(b.own("film"), film));
    // It does not exist at the own key.
    assertThatThrownBy(() -> part(a.own("film"), film, 1, 7))
        .isInstanceOfSatisfying(
            AwsServiceException.class, it -> assertThat(it.statusCode()).isEqualTo(404));
  }

  @TestFactory
  Stream<DynamicTest> everyOtherServiceIsDenied() {
    var queues = a.client(SqsClient.builder());
    var service = AWS.client(SqsClient.builder());
    var topics = a.client(SnsClient.builder());
    var tables = a.client(DynamoDbClient.builder());
    var users = a.client(CognitoIdentityProviderClient.builder());
    var sessions = a.client(StsClient.builder());
    var session = sessions.getCallerIdentity().arn().split("/");
    var ownRole = "arn:aws:iam::%s:role/%s".formatted(LocalAws.ACCOUNT, session[1]);
    var queue = service.getQueueUrl(it -> it.queueName("user-service-jobs")).queueUrl();
    var topic = AWS.output("AccountEventsTopicArn");
    var pool = AWS.output("UserPoolId");
    var sub = Map.of("sub", AttributeValue.fromS(a.sub()));
    return Stream.of(
            Map.entry(
                "assume the role of a service",
                call(() ->
                    sessions.assumeRole(
                        it -> it.roleArn(AWS.output("UserServiceRoleArn")).roleSessionName("x")))),
            Map.entry(
                "assume the own role for longer",
                call(() -> sessions.assumeRole(it -> it.roleArn(ownRole).roleSessionName("x")))),
            Map.entry(
                "send to a queue",
                call(() -> queues.sendMessage(it -> it.queueUrl(queue).messageBody("x")))),
            Map.entry("read a queue", call(() -> queues.receiveMessage(it -> it.queueUrl(queue)))),
            Map.entry("list queues", call(queues::listQueues)),
            Map.entry(
                "publish an event",
                call(() -> topics.publish(it -> it.topicArn(topic).message("x")))),
            Map.entry(
                "subscribe",
                call(() ->
                    topics.subscribe(it ->
                        it.topicArn(topic)
                            .protocol("sqs")
                            .endpoint("arn:aws:sqs:eu-central-1:123456789012:user-service-jobs")))),
            Map.entry("list topics", call(topics::listTopics)),
            Map.entry(
                "read the own profile's table",
                call(() -> tables.getItem(it -> it.tableName("user-service-profiles").key(sub)))),
            Map.entry(
                "scan a table",
                call(() -> tables.scan(it -> it.tableName("user-service-profiles")))),
            Map.entry(
                "raise the own quota",
                call(() -> tables.putItem(it -> it.tableName("user-service-quotas").item(sub)))),
            Map.entry("list users", call(() -> users.listUsers(it -> it.userPoolId(pool)))),
            Map.entry(
                "add oneself to the admins",
                call(() ->
                    users.adminAddUserToGroup(
                        it -> it.userPoolId(pool).username(a.sub()).groupName("admin")))))
        .map(it -> dynamicTest(it.getKey(), () -> assertRefused(it.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "iam-tls, a put without TLS is denied",
    "s3-line-break, a key with a line break is denied as every other key",
    "s3-missing-key, a missing key below the own prefix is denied",
    "s3-event-policy, a topic whose own policy allows the account is denied",
    "iam-other-resources, no IAM user can be created and no secret read",
  })
  void onlyThePolicySimulatorOrAwsChecks(String row, String what) {
    Assumptions.abort(
        what + ": not checked here, see " + row + " in docs/local-aws.md and infra/policies");
  }

  // Helpers

  private DynamicTest denied(String what, Consumer<S3Client> call) {
    return dynamicTest(what, () -> assertDenied(() -> call.accept(s3)));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(403);
              // A response to HEAD has no body with a code.
              assertThat(refused.awsErrorDetails().errorCode()).isIn("AccessDenied", null);
            });
  }

  /** JSON services return AccessDeniedException with status 400, the others 403. */
  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refused -> {
              if (refused.statusCode() != 403) {
                assertThat(refused.awsErrorDetails().errorCode()).contains("AccessDenied");
              }
            });
  }

  private static Runnable call(Runnable call) {
    return call;
  }

  private void put(String key, String content) {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  private String read(String key) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String();
  }

  private void get(String key, String version) {
    s3.getObjectAsBytes(it -> it.bucket(bucket).key(key).versionId(version));
  }

  private String versionOfMine() {
    return s3.putObject(it -> it.bucket(bucket).key(a.own("mine")), RequestBody.fromString("mine"))
        .versionId();
  }

  private void copy(String from, String to) {
    s3.copyObject(
        it -> it.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  private void copyVersion(String from, String version) {
    s3.copyObject(it ->
        it.sourceBucket(bucket)
            .sourceKey(from)
            .sourceVersionId(version)
            .destinationBucket(bucket)
            .destinationKey(a.own("stolen")));
  }

  private void suspendVersions(S3Client s3) {
    s3.putBucketVersioning(
        it -> it.bucket(bucket).versioningConfiguration(status -> status.status("Suspended")));
  }

  private String multipart(String key) {
    return s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
  }

  private CompletedPart part(String key, String upload, int number, int size) {
    var sent =
        s3.uploadPart(
            it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(new byte[size]));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private void complete(String key, String upload, CompletedPart... parts) {
    s3.completeMultipartUpload(it ->
        it.bucket(bucket)
            .key(key)
            .uploadId(upload)
            .multipartUpload(completed -> completed.parts(parts)));
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private String path(String key) {
    return "/" + bucket + "/" + key;
  }

  private static String encoded(String key) {
    var hex = new StringBuilder();
    key.chars().forEach(letter -> hex.append("%%%02x".formatted(letter)));
    return hex.toString();
  }

  private static String digitsFullwidth(String text) {
    return text.chars()
        .map(it -> Character.isDigit(it) ? it - '0' + '０' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
