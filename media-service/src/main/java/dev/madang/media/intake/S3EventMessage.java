package dev.madang.media.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madang.media.upload.OriginalKey;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of an S3 event that we read. It has no records when S3 only tests the queue. */
record S3EventMessage(@JsonProperty("Records") @Nullable List<Entry> records) {

  record Entry(Content s3) {}

  record Content(Item object) {}

  /**
   * @param key encoded as a form is
   */
  record Item(String key) {}

  /** What was uploaded, without what else owners keep in their private space. */
  List<OriginalKey> originals() {
    var entries = records == null ? Stream.<Entry>empty() : records.stream();
    return entries
        .map(entry -> URLDecoder.decode(entry.s3().object().key(), UTF_8))
        .map(OriginalKey::parse)
        .flatMap(Optional::stream)
        .toList();
  }
}
