package dev.madang.user.announcement;

import static dev.madang.user.announcement.DynamoAccountAnnouncements.event;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WhatIsNewsTests {

  private static final Map<String, AttributeValue> NOTHING = Map.of();
  private static final Map<String, AttributeValue> OPEN =
      Map.of("sub", fromS("ada"), "version", fromN("1"));
  private static final Map<String, AttributeValue> CHANGED =
      Map.of("sub", fromS("ada"), "version", fromN("2"));
  private static final Map<String, AttributeValue> CLOSING =
      Map.of("sub", fromS("ada"), "version", fromN("2"), "closingAt", fromN("1"));

  @Test
  void aNewProfileIsAnAccountThatWasOpened() {
    assertThat(type(Kind.INSERT, NOTHING, OPEN)).isEqualTo("madang.account.opened.v1");
  }

  @Test
  void aMarkOfClosingIsAnAccountThatWasClosed() {
    assertThat(type(Kind.MODIFY, CHANGED, CLOSING)).isEqualTo("madang.account.closed.v1");
    assertThat(type(Kind.INSERT, NOTHING, CLOSING)).isEqualTo("madang.account.closed.v1");
  }

  @Test
  void nothingElseIsNews() {
    assertThat(type(Kind.MODIFY, OPEN, CHANGED)).isEqualTo("nothing");
    assertThat(type(Kind.MODIFY, CLOSING, CLOSING)).isEqualTo("nothing");
    assertThat(type(Kind.REMOVE, CLOSING, NOTHING)).isEqualTo("nothing");
  }

  private static String type(
      Kind kind, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return event(new DynamoTableChange("1", Instant.EPOCH, kind, before, after))
        .map(it -> it.type())
        .orElse("nothing");
  }
}
