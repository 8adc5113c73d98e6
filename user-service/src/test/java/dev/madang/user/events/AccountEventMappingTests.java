package dev.madang.user.events;

import static dev.madang.user.events.DynamoAccountEventPublisher.event;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AccountEventMappingTests {

  private static final Map<String, AttributeValue> NOTHING = Map.of();
  private static final Map<String, AttributeValue> CREATED =
      Map.of("userId", fromS("ada"), "version", fromN("1"));
  private static final Map<String, AttributeValue> UPDATED =
      Map.of("userId", fromS("ada"), "version", fromN("2"));
  private static final Map<String, AttributeValue> DELETING =
      Map.of("userId", fromS("ada"), "version", fromN("2"), "deletionRequestedAt", fromN("1"));

  @Test
  void aNewProfileIsACreatedAccount() {
    assertThat(type(Kind.INSERT, NOTHING, CREATED)).isEqualTo("madang.account.created.v1");
  }

  @Test
  void aDeletionMarkerIsADeletionRequest() {
    assertThat(type(Kind.MODIFY, UPDATED, DELETING))
        .isEqualTo("madang.account.deletion-requested.v1");
    assertThat(type(Kind.INSERT, NOTHING, DELETING))
        .isEqualTo("madang.account.deletion-requested.v1");
  }

  @Test
  void nothingElseIsAnEvent() {
    assertThat(type(Kind.MODIFY, CREATED, UPDATED)).isEqualTo("nothing");
    assertThat(type(Kind.MODIFY, DELETING, DELETING)).isEqualTo("nothing");
    assertThat(type(Kind.REMOVE, DELETING, NOTHING)).isEqualTo("nothing");
  }

  private static String type(
      Kind kind, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return event(new DynamoTableChange("1", Instant.EPOCH, kind, before, after))
        .map(it -> it.type())
        .orElse("nothing");
  }
}
