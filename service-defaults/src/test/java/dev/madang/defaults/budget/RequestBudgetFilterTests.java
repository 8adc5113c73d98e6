package dev.madang.defaults.budget;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestBudgetFilterTests {

  private final RequestBudgetFilter filter =
      new RequestBudgetFilter(new RequestBudgetProperties(Duration.ofSeconds(60), 2));

  @ParameterizedTest
  @CsvSource({"15000, 15", "0, 0", "999999999, 60", "soon, 60", "-1, 60", ", 60"})
  void aRequestHasTheTimeThatItsCallerWaits(@Nullable String header, long seconds)
      throws ServletException, IOException {
    var request = new MockHttpServletRequest();
    if (header != null) {
      request.addHeader("X-Madang-Timeout", header);
    }
    var remaining = new AtomicReference<Duration>();
    filter.doFilter(
        request,
        new MockHttpServletResponse(),
        (_, _) -> remaining.set(RequestBudget.remainingTime().orElseThrow()));

    assertThat(remaining.get())
        .isBetween(Duration.ofSeconds(Math.max(0, seconds - 1)), Duration.ofSeconds(seconds));
    assertThat(RequestBudget.remainingTime()).isEmpty();
  }

  @Test
  void aRequestHasItsRetriesAndWorkWithoutARequestIsNotLimited()
      throws ServletException, IOException {
    filter.doFilter(
        new MockHttpServletRequest(),
        new MockHttpServletResponse(),
        (_, _) -> {
          assertThat(RequestBudget.takeRetry()).isTrue();
          assertThat(RequestBudget.takeRetry()).isTrue();
          assertThat(RequestBudget.takeRetry()).isFalse();
          assertThat(RequestBudget.unlimited(RequestBudget::remainingTime))
              .isEqualTo(Optional.empty());
          assertThat(RequestBudget.takeRetry()).isFalse();
        });

    assertThat(RequestBudget.takeRetry()).isTrue();
    RequestBudget.requireTime();
  }
}
