package dev.madang.defaults.stream;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of an item.
 *
 * @param eventId the stream's id of the change: the same each time it is delivered
 * @param occurredAt when the item was written; in seconds on AWS
 * @param before the item before the change; empty for an {@link Kind#INSERT}
 * @param after the item after the change; empty for a {@link Kind#REMOVE}
 */
public record DynamoTableChange(
    String eventId,
    Instant occurredAt,
    Kind kind,
    Map<String, AttributeValue> before,
    Map<String, AttributeValue> after) {

  /** What happened to the item. */
  public enum Kind {
    INSERT,
    MODIFY,
    REMOVE
  }

  public DynamoTableChange {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
