package dev.madang.defaults.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class CloudEventTests {

  record Created(String userId) {}

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final JsonMapper json = new JsonMapper();

  private static CloudEvent<Created> created() {
    return CloudEvent.of(
        "e-1", "/user-service", "madang.account.created.v1", "u-1", NOON, new Created("u-1"));
  }

  @Test
  void writesStructuredJson() {
    assertThat(json.writeValueAsString(created()))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"e-1","source":"/user-service",\
            "type":"madang.account.created.v1","subject":"u-1","time":"2026-11-23T12:00:00Z",\
            "datacontenttype":"application/json","data":{"userId":"u-1"}}\
            """);
  }

  @Test
  void readsWhatItWrote() {
    var read =
        json.readValue(
            json.writeValueAsString(created()), new TypeReference<CloudEvent<Created>>() {});
    assertThat(read).isEqualTo(created());
  }

  @Test
  void rejectsAnEventWithoutId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.of("", "/user-service", "type", "u-1", NOON, "data"));
  }
}
