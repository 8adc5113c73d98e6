package dev.madang.defaults.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTests {

  @Test
  void isReadFromText() {
    assertThat(Rate.valueOf("100/5s")).isEqualTo(new Rate(100, Duration.ofSeconds(5)));
    assertThat(Rate.valueOf("10 / 15m")).isEqualTo(new Rate(10, Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "0/5s", "1/0s", "x/5s", "1/x", ""})
  void rejectsWhatIsNoRate(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(text));
  }
}
