package dev.madang.defaults.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class CloudEventTests {

  record Opened(String userId) {}

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final JsonMapper json = new JsonMapper();

  private static CloudEvent<Opened> opened() {
    return CloudEvent.of(
        "e-1", "/user-service", "madang.account.opened.v1", "u-1", NOON, new Opened("u-1"));
  }

  @Test
  void anEventIsStructuredJson() {
    assertThat(json.writeValueAsString(opened()))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"e-1","source":"/user-service",\
            "type":"madang.account.opened.v1","subject":"u-1","time":"2026-11-23T12:00:00Z",\
            "datacontenttype":"application/json","data":{"userId":"u-1"}}\
            """);
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    var read =
        json.readValue(
            json.writeValueAsString(opened()), new TypeReference<CloudEvent<Opened>>() {});
    assertThat(read).isEqualTo(opened());
  }

  @Test
  void anEventWithoutAnIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.of("", "/user-service", "type", "u-1", NOON, "data"));
  }
}
