package dev.madang.media.processing;

import static dev.madang.media.processing.ProcessingFixture.NOON;
import static dev.madang.media.processing.ProcessingFixture.OTHER_PHOTO;
import static dev.madang.media.processing.ProcessingFixture.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.OriginalKey;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.processing.S3ObjectEvent.Content;
import dev.madang.media.processing.S3ObjectEvent.Entry;
import dev.madang.media.processing.S3ObjectEvent.Item;
import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.RejectionReason;
import io.awspring.cloud.sqs.listener.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsObjectEventListenerTests {

  private final ProcessingFixture world = new ProcessingFixture();
  private final OriginalKey good = world.askedFor(PHOTO);
  private final OriginalKey bad = world.askedFor(OTHER_PHOTO);
  private final List<Integer> pauses = new ArrayList<>();

  private final Visibility visibility =
      new Visibility() {
        @Override
        public void changeTo(int seconds) {
          pauses.add(seconds);
        }

        @Override
        public CompletableFuture<Void> changeToAsync(int seconds) {
          throw new AssertionError("not asked for");
        }
      };

  @Test
  void failedOriginalsDoNotStopTheOthersOfTheMessage() {
    anOriginalThatFails();

    assertThatThrownBy(() -> hear(1, NOON, bad, good)).hasMessage("the scanner is away");

    assertThat(world.state(good)).isInstanceOf(State.Ready.class);
    assertThat(world.state(bad)).isEqualTo(new State.Processing());
  }

  @ParameterizedTest
  @CsvSource({"1, 15", "2, 30", "3, 60", "6, 480", "7, 600", "11, 600", "1000, 600"})
  void backoffGrowsWithEachAttempt(int receive, int pause) {
    anOriginalThatFails();

    assertThatThrownBy(() -> hear(receive, NOON, bad)).hasMessage("the scanner is away");

    assertThat(pauses).containsExactly(pause);
  }

  @Test
  void lastAttemptRejectsTheItem() {
    anOriginalThatFails();

    assertThatThrownBy(() -> hear(12, NOON, bad, good)).hasMessage("the scanner is away");

    assertThat(world.state(bad)).isEqualTo(new State.Rejected(RejectionReason.PROCESSING_FAILED));
    assertThat(world.state(good)).isInstanceOf(State.Ready.class);
  }

  @Test
  void redrivenMessagesAreRetriedAndDoNotChangeReadyItems() {
    anOriginalThatFails();
    assertThatThrownBy(() -> hear(12, NOON, bad, good)).hasMessage("the scanner is away");
    var ready = world.media(good);

    world.scanner = (_, _) -> new Verdict.Clean();
    hear(1, NOON, bad, good);

    assertThat(world.state(bad)).isInstanceOf(State.Ready.class);
    assertThat(world.media(good)).isEqualTo(ready);
  }

  @Test
  void oldEventsAreProcessedInFastMode() {
    world.space.put(good, "image/jpeg", PHOTO);
    world.space.put(bad, "image/jpeg", OTHER_PHOTO);

    hear(1, NOON.minusSeconds(59), good);
    hear(1, NOON.minusSeconds(61), bad);

    assertThat(world.efforts).containsExactly(EncodingEffort.FULL, EncodingEffort.FAST);
  }

  @Test
  void messagesAwaitingAScanAreDeleted() {
    world.space.put(good, "image/jpeg", PHOTO);
    world.scanner = (_, _) -> new Verdict.Pending();

    hear(1, NOON, good);

    assertThat(pauses).isEmpty();
    assertThat(world.state(good)).isEqualTo(new State.Uploaded());
  }

  private void anOriginalThatFails() {
    world.space.put(good, "image/jpeg", PHOTO);
    world.space.put(bad, "image/jpeg", OTHER_PHOTO);
    world.scanner =
        (asked, _) -> {
          if (asked.equals(bad)) {
            throw new IllegalStateException("the scanner is away");
          }
          return new Verdict.Clean();
        };
  }

  private void hear(int receive, Instant sent, OriginalKey... keys) {
    var entries =
        Stream.of(keys).map(key -> new Entry(new Content(new Item(key.toString())))).toList();
    new SqsObjectEventListener(world.processor(), ProcessingFixture.PROPERTIES, world.clock)
        .on(
            new S3ObjectEvent(entries, null),
            visibility,
            Integer.toString(receive),
            Long.toString(sent.toEpochMilli()));
  }
}
