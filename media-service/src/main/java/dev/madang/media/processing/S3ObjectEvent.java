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
 * S3 or GuardDuty notification about objects. The test event of S3 has none. Only the keys are
 * read; the state of the objects is read from S3.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record S3ObjectEvent(
    @JsonProperty("Records") @Nullable List<Entry> records, @Nullable Detail detail) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(Content s3) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Content(Item object) {}

  /**
   * @param key form-encoded
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(String key) {}

  /** The detail of an EventBridge event. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Detail(@Nullable Scanned s3ObjectDetails) {}

  /**
   * @param objectKey not encoded
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Scanned(String objectKey) {}

  /** Without the other files of the private space. */
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
