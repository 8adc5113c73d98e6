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
  void aNameThatCognitoLetThroughIsCleanedAndCut() {
    assertThat(named(" Ada\r\nLovelace\u0007 ")).isEqualTo("Ada Lovelace");
    assertThat(named("\n\u0085")).isEqualTo("ada@example.com");
    assertThat(named("a".repeat(99) + "\ud83d\ude00")).isEqualTo("a".repeat(99));
  }

  private static String named(String name) {
    return Profile.opened(new UserId("ada"), "ada@example.com", name, Instant.EPOCH).displayName();
  }

  @Test
  void anIdHasNoRoomForAnythingElse() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId("../ada"));
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId(""));
  }
}
