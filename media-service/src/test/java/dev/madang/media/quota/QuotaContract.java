package dev.madang.media.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.UserId;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody promises who tells of room in a private space. */
interface QuotaContract {

  String SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  Instant END = Instant.parse("2026-11-26T10:00:00Z");

  /** Another user in each test. */
  UserId ada();

  Quota quota();

  /** What is behind it. */
  MemoryQuota account();

  @AfterEach
  default void comeBack() {
    account().away(false);
  }

  @Test
  default void aReservationTakesSpaceUntilItsEnd() {
    assertThat(reserve("media/a", 60)).isEqualTo(new ReservationResult.Granted());

    assertThat(account().reserved(ada())).isEqualTo(60);
    assertThat(account().end(ada(), "media/a", 60, SHA256)).isEqualTo(END);
  }

  @Test
  default void theSameUploadTakesItsSpaceOnce() {
    reserve("media/a", 60);
    assertThat(reserve("media/a", 60)).isEqualTo(new ReservationResult.Granted());

    assertThat(account().reserved(ada())).isEqualTo(60);
  }

  @Test
  default void whatIsNotLeftIsRefusedWithHowMuchThereIs() {
    account().limit(ada(), 100);
    account().count(ada(), "media/old", 10);
    reserve("media/a", 60);

    assertThat(reserve("media/b", 31)).isEqualTo(new ReservationResult.QuotaExceeded(100, 10, 60));
  }

  @Test
  default void thereMayBeTooManyOpenUploads() {
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
  default void whatWillNotComeIsGivenBackWhateverItIsCalled(String path) {
    reserve(path, 60);
    reserve("media/other", 5);

    quota().release(ada(), path, 60, SHA256);
    quota().release(ada(), path, 60, SHA256);

    assertThat(account().reserved(ada())).isEqualTo(5);
  }

  @Test
  default void anObjectThatCameUnaskedHasRoomOrNotBeforeItIsCounted() {
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
  default void countedOrNotItHasTheSameRoom(String path) {
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
  default void whatItReplacesMakesRoomForIt() {
    account().limit(ada(), 100);
    account().count(ada(), "media/b", 60);

    assertThat(quota().availableSpace(ada(), "media/b", 90))
        .isEqualTo(new AvailableSpace(100, 60, 0, false, true));
  }

  @Test
  default void whenNobodyCanTellThatIsSaid() {
    account().away(true);

    assertThatThrownBy(() -> reserve("media/a", 1)).isInstanceOf(QuotaUnavailable.class);
    assertThatThrownBy(() -> quota().release(ada(), "media/a", 1, SHA256))
        .isInstanceOf(QuotaUnavailable.class);
    assertThatThrownBy(() -> quota().availableSpace(ada(), "media/a", 1))
        .isInstanceOf(QuotaUnavailable.class);
  }

  private ReservationResult reserve(String path, long bytes) {
    return quota().reserve(ada(), path, bytes, SHA256, END);
  }
}
