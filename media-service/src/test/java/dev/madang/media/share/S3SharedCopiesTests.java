package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.cdn.TestCdn;
import dev.madang.media.share.SharedCopies.CopyLocation;
import dev.madang.media.share.metadata.PhotoWithMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3SharedCopiesTests extends SharedCopiesContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final String BUCKET = AWS.output("RenditionsBucket");
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));

  private final SharedCopies copies =
      new S3SharedCopies(S3, TestCdn.storage(), TestShareLinks.properties());

  @Override
  SharedCopies copies() {
    return copies;
  }

  @Override
  void givenRendition(String key) {
    S3.putObject(
        put -> put.bucket(BUCKET).key(key).metadata(Map.of("userId", "kim")),
        RequestBody.fromString("a picture"));
  }

  @Override
  void givenOriginal(OriginalKey key, byte[] bytes) {
    S3.putObject(
        put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key.toString()),
        RequestBody.fromBytes(bytes));
  }

  @Override
  List<String> keysBelow(String prefix) {
    return S3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void givenVersionIsStrippedAndTempFilesAreDeleted() throws IOException {
    var key = new OriginalKey(new UserId(UUID.randomUUID().toString()), MediaId.next().value());
    var location = new CopyLocation(UUID.randomUUID().toString(), "name", "original.jpg");
    var version =
        S3.putObject(
                put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key.toString()),
                RequestBody.fromBytes(PhotoWithMetadata.jpeg()))
            .versionId();
    givenOriginal(key, new byte[100]);
    long before = filesOnTheDisk();

    copies.copyWithoutMetadata(key, Optional.of(version), location, "image/jpeg");

    var copy = S3.getObjectAsBytes(get -> get.bucket(BUCKET).key(location.key()));
    assertThat(copy.asString(ISO_8859_1)).doesNotContain("SECRET").doesNotContain("GPS");
    assertThat(copy.response().contentType()).isEqualTo("image/jpeg");
    assertThat(copy.response().contentDisposition())
        .isEqualTo("attachment; filename=\"original.jpg\"");
    assertThat(filesOnTheDisk()).isEqualTo(before);
  }

  private static long filesOnTheDisk() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(it -> it.getFileName().toString().startsWith("madang-shared-")).count();
    }
  }

  @Test
  void copyHasNoMetadataOfTheRenditionObject() {
    var key = "private/" + UUID.randomUUID() + "/renditions/small.jpg";
    var location = new CopyLocation(UUID.randomUUID().toString(), "name", "small.jpg");
    givenRendition(key);

    copies.copy(key, location, "image/jpeg");

    var head = S3.headObject(it -> it.bucket(BUCKET).key(location.key()));
    assertThat(head.metadata()).isEmpty();
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(head.cacheControl()).isEqualTo("private, no-store");
  }
}
