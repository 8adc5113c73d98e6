package dev.madang.media.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madang.media.OriginalKey;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has something to say of objects: S3, that they were written or removed; GuardDuty, that
 * it has looked at one. It says nothing when S3 only tests the queue. Only the keys are read: what
 * became of the objects is asked of S3.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record S3ObjectEvent(
    @JsonProperty("Records") @Nullable List<Entry> records, @Nullable Detail detail) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(Content s3) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Content(Item object) {}

  /**
   * @param key encoded as a form is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(String key) {}

  /** Of an event of EventBridge. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Detail(@Nullable Scanned s3ObjectDetails) {}

  /**
   * @param objectKey as it is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Scanned(String objectKey) {}

  /** What it is about, without what else owners keep in their private space. */
  List<OriginalKey> originals() {
    return Stream.concat(written(), scanned())
        .map(OriginalKey::parse)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private Stream<String> written() {
    return records == null
        ? Stream.of()
        : records.stream().map(entry -> URLDecoder.decode(entry.s3().object().key(), UTF_8));
  }

  private Stream<String> scanned() {
    return detail == null || detail.s3ObjectDetails() == null
        ? Stream.of()
        : Stream.of(detail.s3ObjectDetails().objectKey());
  }
}
