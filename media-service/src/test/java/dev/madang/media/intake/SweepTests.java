package dev.madang.media.intake;

import static dev.madang.media.intake.IntakeWorld.ADA;
import static dev.madang.media.intake.IntakeWorld.NOON;
import static dev.madang.media.intake.IntakeWorld.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.catalog.Media.State;
import dev.madang.media.intake.OriginalList.Listed;
import dev.madang.media.lease.Lease;
import dev.madang.media.scan.Scanner.Verdict;
import dev.madang.media.upload.OriginalKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepTests {

  private final IntakeWorld world = new IntakeWorld();
  private final OriginalKey key = world.askedFor(PHOTO);
  private final Mark mark = new Mark();

  private static final class Mark implements SweepMark {

    private Optional<Instant> moment = Optional.empty();

    @Override
    public Optional<Instant> settledUntil() {
      return moment;
    }

    @Override
    public void moveTo(Instant settledUntil) {
      moment = Optional.of(settledUntil);
    }
  }

  @BeforeEach
  void tenMinutesAgo() {
    world.space.now = NOON.minusSeconds(600);
  }

  @Test
  void whatNoEventToldOfIsFound() {
    world.space.put(key, "image/jpeg", PHOTO);

    sweep();

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(mark.moment).contains(NOON.minusSeconds(120));
  }

  @Test
  void whatNobodyAskedForIsFoundToo() {
    var found = new OriginalKey(ADA, "holiday/photo.jpg");
    world.space.put(found, "image/jpeg", PHOTO);

    sweep();

    assertThat(world.state(found)).isInstanceOf(State.Ready.class);
  }

  @Test
  void whatIsGoneIsFound() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.receive(key);
    world.space.delete(key);

    sweep();

    assertThat(world.media(key).placement().isInTrash()).isTrue();
  }

  @Test
  void whatIsYoungIsLeftToItsEvent() {
    world.space.now = NOON.minusSeconds(60);
    world.space.put(key, "image/jpeg", PHOTO);

    sweep();

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(mark.moment).contains(NOON.minusSeconds(120));
  }

  @Test
  void whatWasWrittenBeforeTheMarkIsNotLookedAtAgain() {
    world.space.put(key, "image/jpeg", PHOTO);
    mark.moment = Optional.of(NOON.minusSeconds(500));

    sweep();

    assertThat(world.state(key)).isEqualTo(new State.Pending());
  }

  @Test
  void theMarkStaysBehindWhatIsNotSettled() {
    world.scanner = (_, _) -> new Verdict.NotYet();
    world.space.put(key, "image/jpeg", PHOTO);

    sweep();
    assertThat(mark.moment).contains(NOON.minusSeconds(600));

    world.scanner = (_, _) -> new Verdict.Clean();
    sweep();
    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(mark.moment).contains(NOON.minusSeconds(120));
  }

  @Test
  void oneThatFailsKeepsNoOtherWaitingAndIsComeBackTo() {
    var other = world.askedFor(IntakeWorld.OTHER_PHOTO);
    world.space.put(key, "image/jpeg", PHOTO);
    world.space.put(other, "image/jpeg", IntakeWorld.OTHER_PHOTO);
    world.scanner =
        (asked, _) -> {
          if (asked.equals(key)) {
            throw new IllegalStateException("the scanner is away");
          }
          return new Verdict.Clean();
        };

    sweep();

    assertThat(world.state(other)).isInstanceOf(State.Ready.class);
    assertThat(mark.moment).contains(NOON.minusSeconds(600));
  }

  @Test
  void whatCameInPartsIsDatedFromItsBeginning() {
    world.space.put(key, "image/jpeg", PHOTO);
    mark.moment = Optional.of(NOON.minusSeconds(500));

    sweep(reader ->
        world.space.each(it ->
            reader.accept(new Listed(it.key(), it.version(), it.isThere(), true, it.since()))));

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
  }

  @Test
  void oneCopySweepsAtATime() {
    world.space.put(key, "image/jpeg", PHOTO);

    sweepWith(world.space, (_, _) -> false);

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(mark.moment).isEmpty();
  }

  private void sweep() {
    sweep(world.space);
  }

  private void sweep(OriginalList list) {
    sweepWith(list, (_, _) -> true);
  }

  private void sweepWith(OriginalList list, Lease lease) {
    new Sweep(
            list,
            world.intake(),
            mark,
            lease,
            new SweepProperties(
                Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(4)),
            world.clock)
        .sweep();
  }
}
