package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class S3Tests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/" + UUID.randomUUID();

  @Test
  @Proves("s3-if-none-match")
  void oneOfManyConditionalCreationsSucceeds() {
    var creations =
        IntStream.range(0, 12)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> creates("photo")))
            .toList();
    assertThat(creations.stream().map(CompletableFuture::join)).containsOnlyOnce(200).contains(412);
  }

  @Test
  @Proves("s3-copy-if-none-match")
  void oneOfManyConditionalCopiesSucceeds() {
    put(_ -> {});
    var copies =
        IntStream.range(0, 12)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> copies(key + "-copy")))
            .toList();
    assertThat(copies.stream().map(CompletableFuture::join)).containsOnlyOnce(200).contains(412);
    s3.deleteObject(it -> it.bucket(bucket).key(key + "-copy"));
    assertThat(copies(key + "-copy")).as("where a deleted object was").isEqualTo(200);
  }

  @Test
  @Proves("s3-deleted-folder")
  void aFolderWhoseObjectsAreAllDeletedIsNotListed() {
    for (var name : List.of("gone/a", "gone/b/c", "left/a", "left/b")) {
      s3.putObject(it -> it.bucket(bucket).key(key + "/" + name), RequestBody.fromString("photo"));
    }
    for (var name : List.of("gone/a", "gone/b/c", "left/a")) {
      s3.deleteObject(it -> it.bucket(bucket).key(key + "/" + name));
    }
    var page = s3.listObjectsV2(it -> it.bucket(bucket).prefix(key + "/").delimiter("/"));
    assertThat(page.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly(key + "/left/");
  }

  @Test
  @Proves("s3-checksum")
  void rejectsABodyThatDoesNotMatchItsChecksum() {
    assertThat(refusal(put -> put.checksumSHA256(Digests.sha256("another photo"))))
        .isEqualTo("BadDigest");
    assertThat(refusal(put -> put.checksumSHA256("nonsense"))).isEqualTo("InvalidRequest");
    assertThat(refusal(put -> put.contentMD5(Digests.md5("another photo")))).isEqualTo("BadDigest");
  }

  @Test
  @Proves("s3-checksum-kept")
  void anObjectKeepsItsChecksum() {
    var checksum = Digests.sha256("photo");
    put(put -> put.checksumSHA256(checksum));
    var head = s3.headObject(it -> it.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumSHA256()).isEqualTo(checksum);
  }

  @Test
  @Proves("s3-versions")
  void aReplacedObjectKeepsItsOldVersion() {
    var first = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("first"));
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("second"));
    var old = s3.getObjectAsBytes(it -> it.bucket(bucket).key(key).versionId(first.versionId()));
    assertThat(old.asUtf8String()).isEqualTo("first");
  }

  @Test
  @Proves("s3-delete-version")
  void deletingAVersionKeepsTheOthers() {
    var first = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("first"));
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("second"));
    var third = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("third"));

    for (int twice = 0; twice < 2; twice++) {
      s3.deleteObject(it -> it.bucket(bucket).key(key).versionId(third.versionId()));
    }
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String())
        .isEqualTo("second");
    s3.deleteObject(it -> it.bucket(bucket).key(key).versionId(first.versionId()));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String())
        .isEqualTo("second");
    var marker = s3.deleteObject(it -> it.bucket(bucket).key(key));
    s3.deleteObject(it -> it.bucket(bucket).key(key).versionId(marker.versionId()));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String())
        .isEqualTo("second");
  }

  @Test
  @Proves("s3-delete-if-match")
  void aDeletionWithAnETagDeletesNothingElse() {
    var first = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("first"));
    var second = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("second"));

    assertThat(deletes(first.eTag())).isEqualTo(412);
    assertThat(deletes(second.eTag())).isEqualTo(204);
    assertThat(deletes(second.eTag())).as("when the object does not exist").isBetween(404, 412);
  }

  private int deletes(String tag) {
    try {
      return s3.deleteObject(it -> it.bucket(bucket).key(key).ifMatch(tag))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  @Test
  @Proves("s3-tags")
  void tagsBelongToAVersion() {
    var first = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("first"));
    tag(first.versionId(), "NO_THREATS_FOUND");
    var second = s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("second"));
    assertThat(tags(second.versionId())).isEmpty();
    tag(second.versionId(), "THREATS_FOUND");

    assertThat(tags(first.versionId())).containsExactly("NO_THREATS_FOUND");
    assertThat(tags(null)).containsExactly("THREATS_FOUND");
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () -> s3.getObjectTagging(it -> it.bucket(bucket).key(key + "-none")))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("NoSuchKey");
  }

  @Test
  @Proves("s3-metadata-names")
  void metadataNamesAreInLowerCase() {
    put(put -> put.metadata(Map.of("Made-By", "Us")));
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).metadata())
        .isEqualTo(Map.of("made-by", "Us"));
  }

  @Test
  @Proves("s3-copy-metadata")
  void aCopyKeepsOrReplacesTheMetadataOfItsSource() {
    var elsewhere = localAws.output("RenditionsBucket");
    put(put ->
        put.contentType("image/jpeg").cacheControl("no-store").metadata(Map.of("made", "here")));
    copyTo(elsewhere, key + "-kept", _ -> {});
    copyTo(
        elsewhere,
        key + "-replaced",
        copy ->
            copy.metadataDirective(MetadataDirective.REPLACE)
                .contentType("image/webp")
                .metadata(Map.of("made", "anew")));

    var copy = s3.headObject(it -> it.bucket(elsewhere).key(key + "-kept"));
    assertThat(copy.contentType()).isEqualTo("image/jpeg");
    assertThat(copy.cacheControl()).isEqualTo("no-store");
    assertThat(copy.metadata()).isEqualTo(Map.of("made", "here"));
    var replaced = s3.headObject(it -> it.bucket(elsewhere).key(key + "-replaced"));
    assertThat(replaced.contentType()).isEqualTo("image/webp");
    assertThat(replaced.cacheControl()).isNull();
    assertThat(replaced.metadata()).isEqualTo(Map.of("made", "anew"));
    var source = s3.headObject(it -> it.bucket(bucket).key(key));
    assertThat(source.metadata()).isEqualTo(Map.of("made", "here"));
  }

  private void copyTo(String elsewhere, String to, Consumer<CopyObjectRequest.Builder> change) {
    s3.copyObject(copy -> {
      copy.sourceBucket(bucket).sourceKey(key).destinationBucket(elsewhere).destinationKey(to);
      change.accept(copy);
    });
  }

  private void tag(String version, String status) {
    var tag = Tag.builder().key("GuardDutyMalwareScanStatus").value(status).build();
    s3.putObjectTagging(
        it -> it.bucket(bucket).key(key).versionId(version).tagging(all -> all.tagSet(tag)));
  }

  private List<String> tags(@Nullable String version) {
    return s3
        .getObjectTagging(it -> it.bucket(bucket).key(key).versionId(version))
        .tagSet()
        .stream()
        .map(Tag::value)
        .toList();
  }

  @Test
  @StillDiffers("s3-crc32c")
  void aWrongCrc32cIsAccepted() {
    put(put -> put.checksumCRC32C("AAAAAA=="));
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength()).isEqualTo(5);
  }

  private int creates(String body) {
    try {
      var creation = PutObjectRequest.builder().bucket(bucket).key(key).ifNoneMatch("*").build();
      return s3.putObject(creation, RequestBody.fromString(body)).sdkHttpResponse().statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private int copies(String to) {
    try {
      return s3.copyObject(it ->
              it.sourceBucket(bucket)
                  .sourceKey(key)
                  .destinationBucket(bucket)
                  .destinationKey(to)
                  .ifNoneMatch("*"))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private String refusal(Consumer<PutObjectRequest.Builder> change) {
    var refused = catchThrowableOfType(S3Exception.class, () -> put(change));
    assertThat(refused.statusCode()).isEqualTo(400);
    return refused.awsErrorDetails().errorCode();
  }

  private void put(Consumer<PutObjectRequest.Builder> change) {
    s3.putObject(
        put -> {
          put.bucket(bucket).key(key);
          change.accept(put);
        },
        RequestBody.fromString("photo"));
  }
}
