package dev.madang.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.share.SharedCopies.Place;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3SharedCopiesTests extends SharedCopiesContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final String BUCKET = AWS.output("RenditionsBucket");
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));

  private final SharedCopies copies = new S3SharedCopies(S3, TestShares.properties());

  @Override
  SharedCopies copies() {
    return copies;
  }

  @Override
  void thereIsARendition(String key) {
    S3.putObject(
        put -> put.bucket(BUCKET).key(key).metadata(Map.of("owner", "kim")),
        RequestBody.fromString("a picture"));
  }

  @Override
  List<String> keysBelow(String prefix) {
    return S3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void aCopyTellsNothingThatWasKeptWithTheRendition() {
    var key = "private/" + UUID.randomUUID() + "/renditions/small.jpg";
    var place = new Place(UUID.randomUUID().toString(), "name", "small.jpg");
    thereIsARendition(key);

    copies.keep(key, place, "image/jpeg");

    var head = S3.headObject(it -> it.bucket(BUCKET).key(place.key()));
    assertThat(head.metadata()).isEmpty();
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(head.cacheControl()).isEqualTo("private, no-store");
  }
}
