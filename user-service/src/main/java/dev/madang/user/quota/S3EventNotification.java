package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of the object events queue: an S3 event notification, the test event of S3 (without
 * records), or the nightly request of EventBridge for a reconciliation.
 */
record S3EventNotification(
    @JsonProperty("Records") @Nullable List<Entry> records, @Nullable String type) {

  record Entry(String eventName, Content s3) {}

  record Content(Item object) {}

  /**
   * @param key form-encoded
   * @param size absent after a deletion
   */
  record Item(String key, @Nullable Long size, String sequencer) {}

  List<ObjectChange> changes() {
    return records == null
        ? List.of()
        : records.stream().flatMap(entry -> change(entry).stream()).toList();
  }

  boolean requestsReconciliation() {
    return "quota-reconciliation".equals(type);
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
