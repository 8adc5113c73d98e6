package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every keeper of profiles promises. */
abstract class ProfilesContract {

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
  }

  private Profile profile(String name) {
    return Profile.opened(
        ada, "ada@example.com", name, Instant.parse("2026-11-23T09:30:00.123456Z"));
  }
}
