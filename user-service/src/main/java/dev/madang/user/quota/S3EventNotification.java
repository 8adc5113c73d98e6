package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of an S3 event that we read. It has no records when S3 only tests the topic, and when it
 * is not S3 who speaks: each night EventBridge asks for a recount.
 */
record S3EventNotification(
    @JsonProperty("Records") @Nullable List<Entry> records, @Nullable String kind) {

  record Entry(String eventName, Content s3) {}

  record Content(Item object) {}

  /**
   * @param key encoded as a form is
   * @param size not told of what is gone
   */
  record Item(String key, @Nullable Long size, String sequencer) {}

  List<ObjectChange> changes() {
    return records == null
        ? List.of()
        : records.stream().flatMap(entry -> change(entry).stream()).toList();
  }

  boolean asksForRecount() {
    return "recount".equals(kind);
  }

  private static Optional<ObjectChange> change(Entry entry) {
    var object = entry.s3().object();
    var sequencer = new Sequencer(object.sequencer());
    return ObjectKey.parse(URLDecoder.decode(object.key(), UTF_8))
        .map(key ->
            switch (entry.eventName()) {
              case "ObjectRemoved:DeleteMarkerCreated" -> new ObjectChange.Deleted(key, sequencer);
              case "ObjectRemoved:Delete" -> new ObjectChange.VersionRemoved(key, sequencer);
              default ->
                  new ObjectChange.Written(
                      key, object.size() == null ? 0 : object.size(), sequencer);
            });
  }
}
