package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProfileTests {

  @Test
  void aUserWithoutANameIsCalledByTheAddress() {
    var profile = Profile.opened(new UserId("ada"), "ada@example.com", " ", Instant.EPOCH);

    assertThat(profile.displayName()).isEqualTo("ada@example.com");
  }

  @Test
  void anIdHasNoRoomForAnythingElse() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId("../ada"));
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId(""));
  }
}
