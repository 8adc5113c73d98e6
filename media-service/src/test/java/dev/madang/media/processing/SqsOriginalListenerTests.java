package dev.madang.media.processing;

import static dev.madang.media.processing.ProcessingFixture.NOON;
import static dev.madang.media.processing.ProcessingFixture.OTHER_PHOTO;
import static dev.madang.media.processing.ProcessingFixture.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.madang.media.OriginalKey;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.RejectionReason;
import io.awspring.cloud.sqs.listener.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsOriginalListenerTests {

  private final ProcessingFixture fixture = new ProcessingFixture();
  private final OriginalKey good = fixture.requested(PHOTO);
  private final OriginalKey bad = fixture.requested(OTHER_PHOTO);
  private final List<Integer> pauses = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isSqsDown = new AtomicBoolean();

  private final Visibility visibility =
      new Visibility() {
        @Override
        public void changeTo(int seconds) {
          pauses.add(seconds);
          if (isSqsDown.get()) {
            throw new IllegalStateException("SQS is unavailable");
          }
        }

        @Override
        public CompletableFuture<Void> changeToAsync(int seconds) {
          throw new AssertionError("not expected");
        }
      };

  @ParameterizedTest
  @CsvSource({"1, 15", "2, 30", "3, 60", "6, 480", "7, 600", "11, 600", "1000, 600"})
  void backoffGrowsWithEachAttempt(int receive, int pause) {
    anOriginalThatFails();

    assertThatThrownBy(() -> deliver(receive, NOON, bad)).hasMessage("the scanner is unavailable");

    assertThat(pauses).containsExactly(pause);
  }

  @Test
  void lastAttemptRejectsTheItem() {
    anOriginalThatFails();

    assertThatThrownBy(() -> deliver(12, NOON, bad)).hasMessage("the scanner is unavailable");

    assertThat(fixture.state(bad)).isEqualTo(new State.Rejected(RejectionReason.PROCESSING_FAILED));
  }

  @Test
  void redrivenMessagesAreRetriedAndDoNotChangeReadyItems() {
    anOriginalThatFails();
    assertThatThrownBy(() -> deliver(12, NOON, bad)).hasMessage("the scanner is unavailable");
    deliver(1, NOON, good);
    var ready = fixture.media(good);

    fixture.scanner = (_, _) -> new Verdict.Clean();
    deliver(1, NOON, bad);
    deliver(1, NOON, good);

    assertThat(fixture.state(bad)).isInstanceOf(State.Ready.class);
    assertThat(fixture.media(good)).isEqualTo(ready);
  }

  @Test
  void oldEventsAreProcessedInFastMode() {
    fixture.space.put(good, "image/jpeg", PHOTO);
    fixture.space.put(bad, "image/jpeg", OTHER_PHOTO);

    deliver(1, NOON.minusSeconds(59), good);
    deliver(1, NOON.minusSeconds(61), bad);

    assertThat(fixture.efforts).containsExactly(EncodingEffort.FULL, EncodingEffort.FAST);
  }

  @Test
  void messagesAwaitingAScanAreDeleted() {
    fixture.space.put(good, "image/jpeg", PHOTO);
    fixture.scanner = (_, _) -> new Verdict.Pending();

    deliver(1, NOON, good);

    assertThat(pauses).isEmpty();
    assertThat(fixture.state(good)).isEqualTo(new State.Uploaded());
  }

  @Test
  void messageIsHiddenAsLongAsItsOriginalIsProcessed() {
    fixture.space.put(good, "image/jpeg", PHOTO);
    fixture.whileDecoding =
        () -> await().atMost(Duration.ofSeconds(20)).until(() -> pauses.size() == 2);

    deliver(1, NOON, good);

    assertThat(pauses).containsExactly(3, 3);
  }

  @Test
  void failureIsReportedAlthoughItsPauseCannotBeSet() {
    anOriginalThatFails();
    isSqsDown.set(true);

    assertThatThrownBy(() -> deliver(12, NOON, bad))
        .hasMessage("the scanner is unavailable")
        .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));
  }

  private void anOriginalThatFails() {
    fixture.space.put(good, "image/jpeg", PHOTO);
    fixture.space.put(bad, "image/jpeg", OTHER_PHOTO);
    fixture.scanner =
        (original, _) -> {
          if (original.equals(bad)) {
            throw new IllegalStateException("the scanner is unavailable");
          }
          return new Verdict.Clean();
        };
  }

  private void deliver(int receive, Instant sent, OriginalKey key) {
    new SqsOriginalListener(fixture.processor(), ProcessingFixture.PROPERTIES, fixture.clock)
        .on(
            OriginalMessage.of(key),
            visibility,
            Integer.toString(receive),
            Long.toString(sent.toEpochMilli()));
  }
}
