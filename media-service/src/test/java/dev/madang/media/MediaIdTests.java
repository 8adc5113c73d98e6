package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MediaIdTests {

  @Test
  void idsSortByTime() {
    var ids = Stream.generate(() -> MediaId.next().value()).limit(1_000).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsContainTheirTime() {
    assertThat(new MediaId("01KAQ9Z6J5T8M2W4Y7C3X0NB1D").createdAt())
        .isBetween(Instant.parse("2025-11-22T00:00:00Z"), Instant.parse("2025-11-24T00:00:00Z"));
  }

  @Test
  void idsAreJsonStrings() {
    var id = MediaId.next();
    var json = new JsonMapper();

    assertThat(json.writeValueAsString(id)).isEqualTo("\"" + id + "\"");
    assertThat(json.readValue("\"" + id + "\"", MediaId.class)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "01kaq9z6j5t8m2w4y7c3x0nb1d",
        "../../../etc/passwd",
        "81KAQ9Z6J5T8M2W4Y7C3X0NB1D"
      })
  void otherTextIsNotAnId(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MediaId(text));
  }
}
