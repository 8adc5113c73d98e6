package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3Tests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/" + UUID.randomUUID();

  @Test
  @Proves("s3-if-none-match")
  void ofManyEqualCreationsOneWins() {
    var creations =
        IntStream.range(0, 12)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> creates("photo")))
            .toList();
    assertThat(creations.stream().map(CompletableFuture::join)).containsOnlyOnce(200).contains(412);
  }

  @Test
  @Proves("s3-copy-if-none-match")
  void ofManyEqualCopiesOneWins() {
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
  void aBodyThatContradictsItsChecksumIsRefused() {
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
  @StillDiffers("s3-crc32c")
  void aWrongCrc32cIsTaken() {
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
