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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two people keep files with the AWS SDK, each in the own space and in no other. */
@Order(7)
class PrivateSpaceTests {

  private static final int SMALLEST_PART = 5 << 20;

  private final Person ada = Person.joined();
  private final Person bob = Person.joined();
  private final PrivateSpace adas = ada.privateSpace();
  private final PrivateSpace bobs = bob.privateSpace();
  private final String bucket = adas.bucket();
  private final S3Client s3 = adas.s3();
  private final S3Client s3OfBob = bobs.s3();

  @Test
  void theKeysAreForTheOwnPrefixAndEndWithinTheHour() {
    assertThat(adas.prefix()).isEqualTo("private/" + ada.me().id() + "/");
    assertThat(adas.expiresAt()).isBetween(Instant.now(), Instant.now().plus(61, MINUTES));
    assertThat(adas.accessKeyId()).isNotEqualTo(ada.privateSpace().accessKeyId());
  }

  @Test
  void adaKeepsReadsListsCopiesAndDeletesFiles() {
    put(adas.own("notes/마당 1.txt"), "mine");
    copy(adas.own("notes/마당 1.txt"), adas.own("notes/2.txt"));

    assertThat(read(adas.own("notes/2.txt"))).isEqualTo("mine");
    assertThat(list(adas.own("notes/")))
        .containsExactlyInAnyOrder(adas.own("notes/마당 1.txt"), adas.own("notes/2.txt"));

    s3.deleteObject(it -> it.bucket(bucket).key(adas.own("notes/2.txt")));
    s3.deleteObjects(
        it -> it.bucket(bucket).delete(all -> all.objects(id(adas.own("notes/마당 1.txt")))));

    assertThat(list(adas.own("notes/"))).isEmpty();
  }

  @Test
  void adaSendsAFilmInParts() {
    var key = adas.own("film");
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    var parts =
        IntStream.rangeClosed(1, 2)
            .mapToObj(number -> part(key, upload, number, number == 1 ? SMALLEST_PART : 10))
            .toList();
    assertThat(s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)).parts()).hasSize(2);
    s3.completeMultipartUpload(
        it -> it.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    var givenUp = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(givenUp));

    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength())
        .isEqualTo(SMALLEST_PART + 10);
  }

  @Test
  void adasPhotosAreAmongHerFilesAndHerFilesAreNoPhotos() {
    var upload = ada.uploadPhoto(Photo.dandelion());
    ada.waitForThumbnails(upload);

    assertThat(list(adas.own("media/"))).containsExactly(upload.key());
    put(adas.own("media/notes"), "no photo");
    put(adas.own("a/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D"), "no photo either");
    Queues.comeToRest();
  }

  @Test
  void aPhotoThatAnAppWritesAmongHerMediaBecomesOneOfThem() {
    var photo = Photo.dandelion();
    s3.putObject(
        it ->
            it.bucket(bucket).key(adas.own("media/holiday/x.jpg")).contentType(photo.contentType()),
        RequestBody.fromBytes(photo.bytes()));

    var found = ada.waitForFound("x.jpg");

    assertThat(ada.waitForOutcome(found.id()).state()).isEqualTo("ready");
    ada.openMediaSession();
    assertThat(ada.media(found.id()).renditions())
        .hasSize(8)
        .allSatisfy(rendition ->
            assertThat(rendition.fetch().expect(200).body()).hasSize((int) rendition.bytes()));
    assertThat(bob.api().get("/v1/media").expect(200).text()).doesNotContain(found.id());

    assertThat(ada.api().create("/v1/media", photo.description()).expect(200).text())
        .contains(found.id());

    s3.deleteObject(it -> it.bucket(bucket).key(adas.own("media/holiday/x.jpg")));
    Queues.comeToRest();
    assertThat(ada.api().get("/v1/media/trash").expect(200).text()).contains(found.id());
  }

  @Test
  void bobsFilesAreOutOfAdasReach() {
    s3OfBob.putObject(
        it -> it.bucket(bucket).key(bobs.own("diary")), RequestBody.fromString("bob's"));
    var film = s3OfBob.createMultipartUpload(it -> it.bucket(bucket).key(bobs.own("film")));
    put(adas.own("mine"), "mine");

    assertDenied(() -> read(bobs.own("diary")));
    assertDenied(() -> put(bobs.own("diary"), "ada's"));
    assertDenied(() -> s3.headObject(it -> it.bucket(bucket).key(bobs.own("diary"))));
    assertDenied(() -> s3.deleteObject(it -> it.bucket(bucket).key(bobs.own("diary"))));
    assertDenied(() -> list(bobs.prefix()));
    assertDenied(() -> copy(bobs.own("diary"), adas.own("stolen")));
    assertDenied(() -> copy(adas.own("mine"), bobs.own("diary")));
    assertDenied(() -> part(bobs.own("film"), film.uploadId(), 1, 10));
    assertDenied(() ->
        s3.abortMultipartUpload(
            it -> it.bucket(bucket).key(bobs.own("film")).uploadId(film.uploadId())));
    assertThat(
            s3.deleteObjects(
                    it -> it.bucket(bucket).delete(all -> all.objects(id(bobs.own("diary")))))
                .errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    assertThat(
            s3OfBob.getObjectAsBytes(it -> it.bucket(bucket).key(bobs.own("diary"))).asUtf8String())
        .isEqualTo("bob's");
  }

  @Test
  void allElseIsOutOfReachToo() {
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
    for (var prefix : List.of("", "private/", "private/" + ada.me().id(), adas.own("../"))) {
      assertDenied(() -> list(prefix));
    }
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(bucket)));
    assertDenied(() -> s3.listObjectVersions(it -> it.bucket(bucket).prefix(adas.prefix())));
    assertDenied(s3::listBuckets);
    var renditions = Madang.output("RenditionsBucket");
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(renditions).prefix(adas.prefix())));
    assertDenied(() -> s3.getObject(it -> it.bucket(renditions).key(adas.own("x"))));
  }

  @Test
  void whoSendsTheWrongTokenGetsNoKeys() {
    var adasTokens = ada.signIn();
    var bobsTokens = bob.signIn();

    ada.askForPrivateSpace(bobsTokens.idToken()).expectProblem(403, "not-allowed");
    ada.askForPrivateSpace(adasTokens.accessToken()).expectProblem(400, "id-token-refused");
    ada.askForPrivateSpace("x").expectProblem(400, "id-token-refused");
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

  private CompletedPart part(String key, String upload, int number, int size) {
    var sent =
        s3.uploadPart(
            it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(new byte[size]));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }

  @AfterEach
  void close() {
    s3.close();
    s3OfBob.close();
  }
}
