package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.UserId;
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

/** The behavior of every implementation of {@link Profiles}. */
abstract class ProfilesContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123456Z");
  private static final ProfileUpdate EVERYTHING =
      ProfileUpdate.nothing()
          .displayName("Countess")
          .locale(Optional.of(Locale.forLanguageTag("en-GB")))
          .timeZone(Optional.of(ZoneId.of("Europe/London")))
          .avatarMediaId(Optional.of(new MediaId("01KAQ9Z6J5T8M2W4Y7C3X0NB1D")));

  private final UserId ada = new UserId(UUID.randomUUID().toString());

  abstract Profiles profiles();

  @Test
  void storesANewProfile() {
    var created = profiles().createIfAbsent(profile("Ada"));

    assertThat(created).contains(profile("Ada"));
    assertThat(profiles().find(ada)).contains(profile("Ada"));
  }

  @Test
  void keepsTheFirstProfileOfAUser() {
    profiles().createIfAbsent(profile("Ada"));

    assertThat(profiles().createIfAbsent(profile("Somebody else"))).contains(profile("Ada"));
    assertThat(profiles().find(ada)).contains(profile("Ada"));
  }

  @Test
  void hasNoProfileOfAnUnknownUser() {
    assertThat(profiles().find(ada)).isEmpty();
    assertThat(profiles().update(ada, EVERYTHING, OptionalLong.empty()))
        .isEqualTo(new ProfileUpdateResult.NotFound());
    assertThat(profiles().find(ada)).isEmpty();
  }

  @Test
  void anUpdateIncrementsTheVersion() {
    profiles().createIfAbsent(profile("Ada"));
    var changed = profile("Ada").with(EVERYTHING);

    assertThat(profiles().update(ada, EVERYTHING, OptionalLong.of(1)))
        .isEqualTo(new ProfileUpdateResult.Updated(changed));
    assertThat(profiles().find(ada)).contains(changed);
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  void absentFieldsStayAndRemovedFieldsAreGone() {
    profiles().createIfAbsent(profile("Ada"));
    profiles().update(ada, EVERYTHING, OptionalLong.empty());

    profiles()
        .update(
            ada,
            ProfileUpdate.nothing().avatarMediaId(Optional.empty()).locale(Optional.empty()),
            OptionalLong.empty());

    var left = profiles().find(ada).orElseThrow();
    assertThat(left.avatarMediaId()).isEmpty();
    assertThat(left.locale()).isEmpty();
    assertThat(left.timeZone()).contains(ZoneId.of("Europe/London"));
    assertThat(left.displayName()).isEqualTo("Countess");
  }

  @Test
  void anUpdateOfAnOlderVersionChangesNothing() {
    profiles().createIfAbsent(profile("Ada"));
    profiles().update(ada, ProfileUpdate.nothing().displayName("Countess"), OptionalLong.of(1));

    var late = profiles().update(ada, EVERYTHING.displayName("Late"), OptionalLong.of(1));

    assertThat(late)
        .isEqualTo(new ProfileUpdateResult.VersionConflict(profiles().find(ada).orElseThrow()));
    assertThat(profiles().find(ada).orElseThrow().displayName()).isEqualTo("Countess");
    assertThat(profiles().find(ada).orElseThrow().locale()).isEmpty();
  }

  @Test
  void onlyOneOfManyConcurrentUpdatesIsUpdated() throws Exception {
    profiles().createIfAbsent(profile("Ada"));
    var writers =
        IntStream.range(0, 8)
            .<Callable<ProfileUpdateResult>>mapToObj(writer ->
                () ->
                    profiles()
                        .update(
                            ada,
                            ProfileUpdate.nothing().displayName("Ada " + writer),
                            OptionalLong.of(1)))
            .toList();

    assertThat(atOnce(writers))
        .filteredOn(ProfileUpdateResult.Updated.class::isInstance)
        .hasSize(1);
    assertThat(profiles().find(ada).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aProfileThatIsBeingDeletedIsNotFoundAndNotCreatedAgain() {
    profiles().createIfAbsent(profile("Ada"));
    profiles().markDeleting(ada, NOW);
    profiles().markDeleting(ada, NOW.plusSeconds(1));

    assertThat(profiles().find(ada)).isEmpty();
    assertThat(profiles().update(ada, EVERYTHING, OptionalLong.empty()))
        .isEqualTo(new ProfileUpdateResult.NotFound());
    assertThat(profiles().createIfAbsent(profile("Ada"))).isEmpty();
  }

  @Test
  void noProfileIsCreatedAfterTheDeletionMarker() {
    profiles().markDeleting(ada, NOW);

    assertThat(profiles().createIfAbsent(profile("Ada"))).isEmpty();
    assertThat(profiles().find(ada)).isEmpty();
  }

  @Test
  void isDeletingOnlyWithAMarker() {
    assertThat(profiles().isDeleting(ada)).isFalse();
    profiles().createIfAbsent(profile("Ada"));
    assertThat(profiles().isDeleting(ada)).isFalse();

    profiles().markDeleting(ada, NOW);

    assertThat(profiles().isDeleting(ada)).isTrue();
  }

  @Test
  void deletesOnce() {
    profiles().createIfAbsent(profile("Ada"));
    profiles().markDeleting(ada, NOW);

    assertThat(profiles().delete(ada)).isTrue();
    assertThat(profiles().delete(ada)).isFalse();
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
    return Profile.create(ada, "ada@example.com", name, NOW);
  }
}
