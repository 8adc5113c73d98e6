package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Operations on keys, versions, buckets and uploads that do not exist. */
class S3MissingTests {
  private static final String NO_VERSION = UUID.randomUUID().toString();
  private static final String NO_BUCKET = "no-bucket-" + UUID.randomUUID();

  private final S3Client s3 = LocalAws.running().client(S3Client.builder());
  private final String plain = "plain-" + UUID.randomUUID();
  private final String versioned = "versioned-" + UUID.randomUUID();

  /** What names an object: a version id is null if the request has none. */
  private record Target(String bucket, String key, @Nullable String version) {}

  @BeforeEach
  void createBuckets() {
    s3.createBucket(it -> it.bucket(plain));
    s3.createBucket(it -> it.bucket(versioned));
    s3.putBucketVersioning(it ->
        it.bucket(versioned)
            .versioningConfiguration(status -> status.status(BucketVersioningStatus.ENABLED)));
  }

  @TestFactory
  @Proves("s3-missing")
  Stream<DynamicTest> everyOperationOnAnObjectNamesWhatIsMissing() {
    s3.putObject(it -> it.bucket(versioned).key("present"), RequestBody.empty());
    s3.putObject(it -> it.bucket(versioned).key("deleted"), RequestBody.empty());
    var marker = s3.deleteObject(it -> it.bucket(versioned).key("deleted")).versionId();
    var targets = new LinkedHashMap<Target, String>();
    targets.put(new Target(plain, "absent", null), "404 NoSuchKey");
    targets.put(new Target(plain, "absent", NO_VERSION), "404 NoSuchVersion");
    targets.put(new Target(versioned, "absent", null), "404 NoSuchKey");
    targets.put(new Target(versioned, "absent", NO_VERSION), "404 NoSuchVersion");
    targets.put(new Target(versioned, "present", NO_VERSION), "404 NoSuchVersion");
    targets.put(new Target(versioned, "deleted", marker), "405 MethodNotAllowed");
    targets.put(new Target(NO_BUCKET, "absent", null), "404 NoSuchBucket");
    targets.put(new Target(NO_BUCKET, "absent", NO_VERSION), "404 NoSuchBucket");
    return targets.entrySet().stream()
        .flatMap(target ->
            operations().entrySet().stream()
                .map(operation ->
                    dynamicTest(
                        operation.getKey() + " of " + target.getKey(),
                        () ->
                            assertThat(error(() -> operation.getValue().apply(target.getKey())))
                                .isEqualTo(target.getValue()))));
  }

  private Map<String, Function<Target, Object>> operations() {
    var operations = new LinkedHashMap<String, Function<Target, Object>>();
    operations.put(
        "GetObject",
        of -> s3.getObjectAsBytes(it -> it.bucket(of.bucket).key(of.key).versionId(of.version)));
    operations.put(
        "GetObjectTagging",
        of -> s3.getObjectTagging(it -> it.bucket(of.bucket).key(of.key).versionId(of.version)));
    operations.put(
        "PutObjectTagging",
        of ->
            s3.putObjectTagging(it ->
                it.bucket(of.bucket)
                    .key(of.key)
                    .versionId(of.version)
                    .tagging(tags -> tags.tagSet(Tag.builder().key("a").value("b").build()))));
    operations.put(
        "DeleteObjectTagging",
        of -> s3.deleteObjectTagging(it -> it.bucket(of.bucket).key(of.key).versionId(of.version)));
    operations.put(
        "GetObjectAttributes",
        of ->
            s3.getObjectAttributes(it ->
                it.bucket(of.bucket)
                    .key(of.key)
                    .versionId(of.version)
                    .objectAttributes(ObjectAttributes.E_TAG)));
    operations.put(
        "GetObjectAcl",
        of -> s3.getObjectAcl(it -> it.bucket(of.bucket).key(of.key).versionId(of.version)));
    operations.put(
        "PutObjectAcl",
        of ->
            s3.putObjectAcl(it ->
                it.bucket(of.bucket)
                    .key(of.key)
                    .versionId(of.version)
                    .acl(ObjectCannedACL.PRIVATE)));
    operations.put(
        "RestoreObject",
        of ->
            s3.restoreObject(it ->
                it.bucket(of.bucket)
                    .key(of.key)
                    .versionId(of.version)
                    .restoreRequest(request -> request.days(1))));
    return operations;
  }

  /** A response to HEAD has no body, so no error code. */
  @Test
  @Proves("s3-missing")
  void headReturnsTheStatusAlone() {
    s3.putObject(it -> it.bucket(plain).key("present"), RequestBody.empty());
    s3.putObject(it -> it.bucket(versioned).key("deleted"), RequestBody.empty());
    var marker = s3.deleteObject(it -> it.bucket(versioned).key("deleted")).versionId();
    assertThat(head(plain, "absent", null)).isEqualTo(404);
    assertThat(head(plain, "absent", NO_VERSION)).isEqualTo(404);
    assertThat(head(plain, "present", NO_VERSION)).isEqualTo(404);
    assertThat(head(plain, "present", "null")).isEqualTo(200);
    assertThat(head(versioned, "absent", null)).isEqualTo(404);
    assertThat(head(versioned, "deleted", null)).isEqualTo(404);
    assertThat(head(versioned, "deleted", NO_VERSION)).isEqualTo(404);
    assertThat(head(versioned, "deleted", marker)).isEqualTo(405);
    assertThat(head(NO_BUCKET, "absent", null)).isEqualTo(404);
  }

  @Test
  @Proves("s3-missing")
  void aCopyNamesWhatIsMissingOfItsSource() {
    s3.putObject(it -> it.bucket(versioned).key("source"), RequestBody.empty());
    var marker = s3.deleteObject(it -> it.bucket(versioned).key("source")).versionId();
    var upload = s3.createMultipartUpload(it -> it.bucket(plain).key("copy")).uploadId();
    for (var each :
        List.of(
            List.of(plain, "absent", "", "404 NoSuchKey"),
            List.of(versioned, "source", "", "404 NoSuchKey"),
            List.of(versioned, "source", NO_VERSION, "404 NoSuchVersion"),
            List.of(versioned, "source", marker, "400 InvalidRequest"),
            List.of(NO_BUCKET, "absent", "", "404 NoSuchBucket"))) {
      var version = each.get(2).isEmpty() ? null : each.get(2);
      var copy =
          error(() ->
              s3.copyObject(it ->
                  it.sourceBucket(each.get(0))
                      .sourceKey(each.get(1))
                      .sourceVersionId(version)
                      .destinationBucket(plain)
                      .destinationKey("copy")));
      assertThat(copy).as("%s", each).isEqualTo(each.get(3));
      var part =
          error(() ->
              s3.uploadPartCopy(it ->
                  it.sourceBucket(each.get(0))
                      .sourceKey(each.get(1))
                      .sourceVersionId(version)
                      .destinationBucket(plain)
                      .destinationKey("copy")
                      .uploadId(upload)
                      .partNumber(1)));
      assertThat(part).as("part of %s", each).isEqualTo(each.get(3));
    }
  }

  @Test
  @Proves("s3-missing")
  void everyOperationOfAnUploadNamesTheMissingUpload() {
    s3.putObject(it -> it.bucket(plain).key("source"), RequestBody.empty());
    for (var bucket : List.of(plain, NO_BUCKET)) {
      var expected = bucket.equals(plain) ? "404 NoSuchUpload" : "404 NoSuchBucket";
      List<Callable<?>> calls =
          List.of(
              () -> s3.listParts(it -> it.bucket(bucket).key("a").uploadId("none")),
              () ->
                  s3.uploadPart(
                      it -> it.bucket(bucket).key("a").uploadId("none").partNumber(1),
                      RequestBody.fromString("x")),
              () ->
                  s3.uploadPartCopy(it ->
                      it.sourceBucket(plain)
                          .sourceKey("source")
                          .destinationBucket(bucket)
                          .destinationKey("a")
                          .uploadId("none")
                          .partNumber(1)),
              () -> complete(bucket, "none", "etag"),
              () -> s3.abortMultipartUpload(it -> it.bucket(bucket).key("a").uploadId("none")));
      assertThat(calls).extracting(S3MissingTests::error).containsOnly(expected);
    }
  }

  @Test
  @Proves("s3-delete-missing")
  void deletingAKeyThatNeverExistedSucceeds() {
    assertThat(s3.deleteObject(it -> it.bucket(plain).key("never")).deleteMarker()).isNull();
    var deleted = s3.deleteObject(it -> it.bucket(versioned).key("never"));
    assertThat(deleted.deleteMarker()).isTrue();
    assertThat(deleted.sdkHttpResponse().statusCode()).isEqualTo(204);
    var markers = s3.listObjectVersions(it -> it.bucket(versioned)).deleteMarkers();
    assertThat(markers).singleElement().returns(deleted.versionId(), it -> it.versionId());
    for (var bucket : List.of(plain, versioned)) {
      s3.deleteObject(it -> it.bucket(bucket).key("other").versionId(NO_VERSION));
    }
    assertThat(error(() -> s3.deleteObject(it -> it.bucket(NO_BUCKET).key("never"))))
        .isEqualTo("404 NoSuchBucket");
  }

  @Test
  @Proves("s3-delete-missing")
  void aBatchDeletesKeysThatNeverExisted() {
    for (var bucket : List.of(plain, versioned)) {
      var deleted = deleteAll(bucket, false);
      assertThat(deleted.errors()).isEmpty();
      assertThat(deleted.deleted()).extracting(it -> it.key()).containsExactly("never", "other");
      assertThat(deleted.deleted().getFirst().deleteMarker())
          .isEqualTo(bucket.equals(versioned) ? true : null);
      var quiet = deleteAll(bucket, true);
      assertThat(quiet.deleted()).isEmpty();
      assertThat(quiet.errors()).isEmpty();
    }
  }

  @Test
  @Proves("s3-complete-race")
  void concurrentCompletionsOfOneUploadReturnTheSameObject() throws Exception {
    var upload = s3.createMultipartUpload(it -> it.bucket(versioned).key("a")).uploadId();
    var etag = uploadPart(upload);
    var results = inParallel(8, () -> complete(versioned, upload, etag).versionId());
    var versions = s3.listObjectVersions(it -> it.bucket(versioned)).versions();
    assertThat(versions).hasSize(1);
    assertThat(results).hasSize(8).containsOnly(versions.getFirst().versionId());
  }

  @Test
  @Proves("s3-complete-race")
  void anUploadIsCompletedOrAborted() throws Exception {
    for (int i = 0; i < 10; i++) {
      var upload = s3.createMultipartUpload(it -> it.bucket(versioned).key("a")).uploadId();
      var etag = uploadPart(upload);
      var number = new AtomicInteger();
      var results =
          inParallel(
              9,
              () ->
                  switch (number.getAndIncrement() % 3) {
                    case 0 -> complete(versioned, upload, etag);
                    case 1 ->
                        s3.abortMultipartUpload(
                            it -> it.bucket(versioned).key("a").uploadId(upload));
                    default -> uploadPart(upload);
                  });
      assertThat(results)
          .filteredOn(Throwable.class::isInstance)
          .allSatisfy(it -> assertThat(it).isInstanceOf(NoSuchUploadException.class));
    }
  }

  private String uploadPart(String upload) {
    return s3.uploadPart(
            it -> it.bucket(versioned).key("a").uploadId(upload).partNumber(1),
            RequestBody.fromBytes(new byte[5 << 20]))
        .eTag();
  }

  private CompleteMultipartUploadResponse complete(String bucket, String upload, String etag) {
    return s3.completeMultipartUpload(it ->
        it.bucket(bucket)
            .key("a")
            .uploadId(upload)
            .multipartUpload(
                parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
  }

  private DeleteObjectsResponse deleteAll(String bucket, boolean quiet) {
    return s3.deleteObjects(it ->
        it.bucket(bucket)
            .delete(request ->
                request
                    .quiet(quiet)
                    .objects(
                        ObjectIdentifier.builder().key("never").build(),
                        ObjectIdentifier.builder().key("other").versionId(NO_VERSION).build())));
  }

  /** The results, or the exceptions, of calls that begin at once. */
  private static List<Object> inParallel(int number, Callable<?> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(number)) {
      Callable<Object> result =
          () -> {
            try {
              return call.call();
            } catch (S3Exception e) {
              return e;
            }
          };
      var results = new ArrayList<>();
      for (var each : threads.invokeAll(Collections.nCopies(number, result))) {
        results.add(each.get());
      }
      return results;
    }
  }

  private int head(String bucket, String key, @Nullable String version) {
    try {
      return s3.headObject(it -> it.bucket(bucket).key(key).versionId(version))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static String error(Callable<?> call) {
    var error = catchThrowableOfType(S3Exception.class, call::call);
    assertThat(error).as("an error").isNotNull();
    return error.statusCode() + " " + error.awsErrorDetails().errorCode();
  }
}
