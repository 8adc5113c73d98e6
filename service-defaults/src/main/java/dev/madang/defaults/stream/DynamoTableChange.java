package dev.madang.defaults.stream;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of one item.
 *
 * @param eventId the stream's own id of the change: the same each time it is told
 * @param occurredAt when the table took the change; AWS says it to the second
 * @param before the item as it was; empty for an {@link Kind#INSERT}
 * @param after the item as it is; empty for a {@link Kind#REMOVE}
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
