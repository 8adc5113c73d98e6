package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of profiles promises. */
abstract class ProfilesContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123456Z");
  private static final ProfileChange EVERYTHING =
      ProfileChange.nothing()
          .displayName("Countess")
          .locale(Optional.of(Locale.forLanguageTag("en-GB")))
          .timeZone(Optional.of(ZoneId.of("Europe/London")))
          .avatar(Optional.of(new MediaId("01KAQ9Z6J5T8M2W4Y7C3X0NB1D")));

  private final UserId ada = new UserId(UUID.randomUUID().toString());

  abstract Profiles profiles();

  @Test
  void keepsWhatItWasGiven() {
    var opened = profiles().open(profile("Ada"));

    assertThat(opened).isEqualTo(profile("Ada"));
    assertThat(profiles().find(ada)).contains(profile("Ada"));
  }

  @Test
  void theFirstProfileOfAUserStands() {
    profiles().open(profile("Ada"));

    assertThat(profiles().open(profile("Somebody else"))).isEqualTo(profile("Ada"));
    assertThat(profiles().find(ada)).contains(profile("Ada"));
  }

  @Test
  void knowsNoProfileOfAStranger() {
    assertThat(profiles().find(ada)).isEmpty();
    assertThat(profiles().change(ada, EVERYTHING, OptionalLong.empty()))
        .isEqualTo(new Changed.Missing());
    assertThat(profiles().find(ada)).isEmpty();
  }

  @Test
  void aChangeIsKeptWithTheNextVersion() {
    profiles().open(profile("Ada"));
    var changed = profile("Ada").with(EVERYTHING);

    assertThat(profiles().change(ada, EVERYTHING, OptionalLong.of(1)))
        .isEqualTo(new Changed.Applied(changed));
    assertThat(profiles().find(ada)).contains(changed);
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  void whatIsNotNamedStaysAndWhatIsTakenAwayIsGone() {
    profiles().open(profile("Ada"));
    profiles().change(ada, EVERYTHING, OptionalLong.empty());

    profiles()
        .change(
            ada,
            ProfileChange.nothing().avatar(Optional.empty()).locale(Optional.empty()),
            OptionalLong.empty());

    var left = profiles().find(ada).orElseThrow();
    assertThat(left.avatar()).isEmpty();
    assertThat(left.locale()).isEmpty();
    assertThat(left.timeZone()).contains(ZoneId.of("Europe/London"));
    assertThat(left.displayName()).isEqualTo("Countess");
  }

  @Test
  void aChangeOfAnOlderVersionChangesNothing() {
    profiles().open(profile("Ada"));
    profiles().change(ada, ProfileChange.nothing().displayName("Countess"), OptionalLong.of(1));

    var late = profiles().change(ada, EVERYTHING.displayName("Late"), OptionalLong.of(1));

    assertThat(late).isEqualTo(new Changed.Meanwhile(profiles().find(ada).orElseThrow()));
    assertThat(profiles().find(ada).orElseThrow().displayName()).isEqualTo("Countess");
    assertThat(profiles().find(ada).orElseThrow().locale()).isEmpty();
  }

  @Test
  void ofManyChangesOfOneVersionOneIsApplied() throws Exception {
    profiles().open(profile("Ada"));
    var writers =
        IntStream.range(0, 8)
            .<Callable<Changed>>mapToObj(writer ->
                () ->
                    profiles()
                        .change(
                            ada,
                            ProfileChange.nothing().displayName("Ada " + writer),
                            OptionalLong.of(1)))
            .toList();

    assertThat(atOnce(writers)).filteredOn(Changed.Applied.class::isInstance).hasSize(1);
    assertThat(profiles().find(ada).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aClosingProfileIsNotThereAndIsNotMadeAnew() {
    profiles().open(profile("Ada"));
    profiles().close(ada, NOW);
    profiles().close(ada, NOW.plusSeconds(1));

    assertThat(profiles().find(ada)).isEmpty();
    assertThat(profiles().change(ada, EVERYTHING, OptionalLong.empty()))
        .isEqualTo(new Changed.Missing());
    assertThatExceptionOfType(AccountClosing.class)
        .isThrownBy(() -> profiles().open(profile("Ada")));
  }

  @Test
  void whoClosesBeforeTheProfileWasMadeGetsNone() {
    profiles().close(ada, NOW);

    assertThatExceptionOfType(AccountClosing.class)
        .isThrownBy(() -> profiles().open(profile("Ada")));
    assertThat(profiles().find(ada)).isEmpty();
  }

  @Test
  void onlyAClosingIsClosing() {
    assertThat(profiles().isClosing(ada)).isFalse();
    profiles().open(profile("Ada"));
    assertThat(profiles().isClosing(ada)).isFalse();

    profiles().close(ada, NOW);

    assertThat(profiles().isClosing(ada)).isTrue();
  }

  @Test
  void whatIsRemovedIsGoneOnce() {
    profiles().open(profile("Ada"));
    profiles().close(ada, NOW);

    assertThat(profiles().remove(ada)).isTrue();
    assertThat(profiles().remove(ada)).isFalse();
    assertThat(profiles().find(ada)).isEmpty();
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    }
  }

  private Profile profile(String name) {
    return Profile.opened(ada, "ada@example.com", name, NOW);
  }
}
