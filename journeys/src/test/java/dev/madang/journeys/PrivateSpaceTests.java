package dev.madang.journeys;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two users access their files with the AWS SDK: each has access to the own prefix only. */
class PrivateSpaceTests {

  private static final int MIN_PART_SIZE = 5 << 20;

  private final User ada = User.signedIn();
  private final User bob = User.signedIn();
  private final StorageCredentials adas = ada.storageCredentials();
  private final StorageCredentials bobs = bob.storageCredentials();
  private final String bucket = adas.bucket();
  private final S3Client s3 = adas.s3();
  private final S3Client s3OfBob = bobs.s3();

  @Test
  void credentialsAreForTheOwnPrefixAndExpireWithinAnHour() {
    assertThat(adas.prefix()).isEqualTo("private/" + ada.me().id() + "/");
    assertThat(adas.expiresAt()).isBetween(Instant.now(), Instant.now().plus(61, MINUTES));
    assertThat(adas.accessKeyId()).isNotEqualTo(ada.storageCredentials().accessKeyId());
  }

  @Test
  void ownFilesCanBeWrittenReadListedCopiedAndDeleted() {
    put(adas.key("notes/마당 1.txt"), "mine");
    copy(adas.key("notes/마당 1.txt"), adas.key("notes/2.txt"));

    assertThat(read(adas.key("notes/2.txt"))).isEqualTo("mine");
    assertThat(list(adas.key("notes/")))
        .containsExactlyInAnyOrder(adas.key("notes/마당 1.txt"), adas.key("notes/2.txt"));

    s3.deleteObject(it -> it.bucket(bucket).key(adas.key("notes/2.txt")));
    s3.deleteObjects(
        it -> it.bucket(bucket).delete(all -> all.objects(id(adas.key("notes/마당 1.txt")))));

    assertThat(list(adas.key("notes/"))).isEmpty();
  }

  @Test
  void ownFilesCanBeUploadedInParts() {
    var key = adas.key("video");
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    var parts =
        IntStream.rangeClosed(1, 2)
            .mapToObj(number -> uploadPart(key, upload, number, number == 1 ? MIN_PART_SIZE : 10))
            .toList();
    assertThat(s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)).parts()).hasSize(2);
    s3.completeMultipartUpload(
        it -> it.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    var aborted = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(aborted));

    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength())
        .isEqualTo(MIN_PART_SIZE + 10);
  }

  @Test
  void originalsAreListedAndOtherFilesAreNotMediaItems() {
    var created = ada.upload(SampleFile.dandelion());
    ada.waitForThumbnails(created);

    assertThat(list(adas.key("media/"))).containsExactly(created.key());
    put(adas.key("media/notes"), "no media item");
    put(adas.key("a/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D"), "no media item either");
    Queues.waitUntilEmpty();
  }

  @Test
  void photoWrittenDirectlyToS3BecomesAMediaItem() {
    var photo = SampleFile.dandelion();
    s3.putObject(
        it ->
            it.bucket(bucket).key(adas.key("media/holiday/x.jpg")).contentType(photo.contentType()),
        RequestBody.fromBytes(photo.bytes()));

    var found = ada.waitUntilListed("x.jpg");

    assertThat(ada.waitUntilProcessed(found.id()).status()).isEqualTo("ready");
    ada.createCdnSession();
    assertThat(ada.getMedia(found.id()).images())
        .hasSize(8)
        .allSatisfy(
            image -> assertThat(image.download().expect(200).body()).hasSize((int) image.size()));
    assertThat(bob.api().get("/v1/media").expect(200).text()).doesNotContain(found.id());

    assertThat(ada.api().postIdempotently("/v1/media", photo.request()).expect(200).text())
        .contains(found.id());

    s3.deleteObject(it -> it.bucket(bucket).key(adas.key("media/holiday/x.jpg")));
    Queues.waitUntilEmpty();
    assertThat(ada.api().get("/v1/trash").expect(200).text()).contains(found.id());
  }

  @Test
  void otherUsersFilesAreDenied() {
    s3OfBob.putObject(
        it -> it.bucket(bucket).key(bobs.key("diary")), RequestBody.fromString("bob's"));
    var video = s3OfBob.createMultipartUpload(it -> it.bucket(bucket).key(bobs.key("video")));
    put(adas.key("mine"), "mine");

    assertDenied(() -> read(bobs.key("diary")));
    assertDenied(() -> put(bobs.key("diary"), "ada's"));
    assertDenied(() -> s3.headObject(it -> it.bucket(bucket).key(bobs.key("diary"))));
    assertDenied(() -> s3.deleteObject(it -> it.bucket(bucket).key(bobs.key("diary"))));
    assertDenied(() -> list(bobs.prefix()));
    assertDenied(() -> copy(bobs.key("diary"), adas.key("stolen")));
    assertDenied(() -> copy(adas.key("mine"), bobs.key("diary")));
    assertDenied(() -> uploadPart(bobs.key("video"), video.uploadId(), 1, 10));
    assertDenied(() ->
        s3.abortMultipartUpload(
            it -> it.bucket(bucket).key(bobs.key("video")).uploadId(video.uploadId())));
    assertThat(
            s3.deleteObjects(
                    it -> it.bucket(bucket).delete(all -> all.objects(id(bobs.key("diary")))))
                .errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    assertThat(
            s3OfBob.getObjectAsBytes(it -> it.bucket(bucket).key(bobs.key("diary"))).asUtf8String())
        .isEqualTo("bob's");
  }

  @Test
  void everythingOutsideTheOwnPrefixIsDenied() {
    List<Function<String, String>> names =
        List.of(
            own -> "private/",
            own -> "private/x",
            own -> "x",
            own -> own.substring(0, own.length() - 1),
            own -> own.substring(0, own.length() - 1) + "BC/x",
            own -> own + "../" + bobs.prefix().substring("private/".length()) + "diary",
            own -> own + "./x",
            own -> own + "/x",
            own -> own.replace("private/", "private／") + "x",
            own -> own.replace("private/", "private//") + "x");
    names.stream()
        .map(name -> name.apply(adas.prefix()))
        .forEach(key -> {
          assertDenied(() -> read(key));
          assertDenied(() -> put(key, "x"));
          assertDenied(() -> s3.deleteObject(it -> it.bucket(bucket).key(key)));
        });
    for (var prefix : List.of("", "private/", "private/" + ada.me().id(), adas.key("../"))) {
      assertDenied(() -> list(prefix));
    }
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(bucket)));
    assertDenied(() -> s3.listObjectVersions(it -> it.bucket(bucket).prefix(adas.prefix())));
    assertDenied(s3::listBuckets);
    var renditions = Madang.output("RenditionsBucket");
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(renditions).prefix(adas.prefix())));
    assertDenied(() -> s3.getObject(it -> it.bucket(renditions).key(adas.key("x"))));
  }

  @Test
  void credentialsRequireTheOwnIdToken() {
    var adasTokens = ada.signIn();
    var bobsTokens = bob.signIn();

    ada.requestStorageCredentials(bobsTokens.idToken()).expectProblem(403, "forbidden");
    ada.requestStorageCredentials(adasTokens.accessToken()).expectProblem(400, "invalid-id-token");
    ada.requestStorageCredentials("x").expectProblem(400, "invalid-id-token");
  }

  private void put(String key, String content) {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  private String read(String key) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String();
  }

  private List<String> list(String prefix) {
    return s3.listObjectsV2(it -> it.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private void copy(String from, String to) {
    s3.copyObject(
        it -> it.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  private CompletedPart uploadPart(String key, String upload, int number, int size) {
    var uploaded =
        s3.uploadPart(
            it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(new byte[size]));
    return CompletedPart.builder().partNumber(number).eTag(uploaded.eTag()).build();
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, exception -> assertThat(exception.statusCode()).isEqualTo(403));
  }

  @AfterEach
  void close() {
    s3.close();
    s3OfBob.close();
  }
}
