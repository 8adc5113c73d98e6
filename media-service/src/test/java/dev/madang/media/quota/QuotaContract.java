package dev.madang.media.quota;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.media.TestProblems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.UserId;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link Quota}. */
interface QuotaContract {

  String SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  Instant END = Instant.parse("2026-11-26T10:00:00Z");

  /** Another user in each test. */
  UserId ada();

  Quota quota();

  /** The quotas that the tested implementation uses. */
  MemoryQuota account();

  @AfterEach
  default void makeAvailable() {
    account().setUnavailable(false);
  }

  @Test
  default void reservesSpaceUntilExpiry() {
    assertThat(reserve("media/a", 60)).isEqualTo(new ReservationResult.Granted());

    assertThat(account().reserved(ada())).isEqualTo(60);
    assertThat(account().end(ada(), "media/a", 60, SHA256)).isEqualTo(END);
  }

  @Test
  default void repeatedReservationCountsOnce() {
    reserve("media/a", 60);
    assertThat(reserve("media/a", 60)).isEqualTo(new ReservationResult.Granted());

    assertThat(account().reserved(ada())).isEqualTo(60);
  }

  @Test
  default void exceededQuotaHasNumbers() {
    account().limit(ada(), 100);
    account().count(ada(), "media/old", 10);
    reserve("media/a", 60);

    assertThat(reserve("media/b", 31)).isEqualTo(new ReservationResult.QuotaExceeded(100, 10, 60));
  }

  @Test
  default void limitsOpenUploads() {
    for (int i = 0; i < 200; i++) {
      account().reserve(ada(), "media/" + i, 0, SHA256, END);
    }

    assertThat(reserve("media/one more", 0)).isEqualTo(new ReservationResult.TooManyOpenUploads());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "media/a",
        "media/holiday 2026/été + & %2F {x} #1?.jpg",
        "media/\"\\/\uD83D\uDE00"
      })
  default void releasesReservationOfAnyPath(String path) {
    reserve(path, 60);
    reserve("media/other", 5);

    quota().release(ada(), path, 60, SHA256);
    quota().release(ada(), path, 60, SHA256);

    assertThat(account().reserved(ada())).isEqualTo(5);
  }

  @Test
  default void availableSpaceForObjectThatIsNotCounted() {
    account().limit(ada(), 100);
    account().count(ada(), "media/old", 10);
    reserve("media/a", 60);

    assertThat(quota().availableSpace(ada(), "media/b", 30))
        .isEqualTo(new AvailableSpace(100, 10, 60, false, true));
    assertThat(quota().availableSpace(ada(), "media/b", 31))
        .isEqualTo(new AvailableSpace(100, 10, 60, false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"media/b", "media/holiday 2026/été + & %2F {x} #1?.jpg"})
  default void availableSpaceForCountedObject(String path) {
    account().limit(ada(), 100);
    account().count(ada(), "media/old", 70);
    account().count(ada(), path, 30);

    assertThat(quota().availableSpace(ada(), path, 30))
        .isEqualTo(new AvailableSpace(100, 100, 0, true, true));

    account().count(ada(), "media/old", 71);
    assertThat(quota().availableSpace(ada(), path, 30))
        .isEqualTo(new AvailableSpace(100, 101, 0, true, false));
  }

  @Test
  default void availableSpaceIncludesReplacedObject() {
    account().limit(ada(), 100);
    account().count(ada(), "media/b", 60);

    assertThat(quota().availableSpace(ada(), "media/b", 90))
        .isEqualTo(new AvailableSpace(100, 60, 0, false, true));
  }

  @Test
  default void failsIfServiceIsUnavailable() {
    account().setUnavailable(true);

    assertThatThrownBy(() -> reserve("media/a", 1)).satisfies(problem(SERVICE_UNAVAILABLE));
    assertThatThrownBy(() -> quota().release(ada(), "media/a", 1, SHA256))
        .satisfies(problem(SERVICE_UNAVAILABLE));
    assertThatThrownBy(() -> quota().availableSpace(ada(), "media/a", 1))
        .satisfies(problem(SERVICE_UNAVAILABLE));
  }

  private ReservationResult reserve(String path, long size) {
    return quota().reserve(ada(), path, size, SHA256, END);
  }
}
