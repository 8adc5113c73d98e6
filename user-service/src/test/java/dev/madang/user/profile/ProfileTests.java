package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.madang.user.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProfileTests {

  @Test
  void usesTheEmailAddressOfAUserWithoutAName() {
    var profile = Profile.create(new UserId("ada"), "ada@example.com", " ", Instant.EPOCH);

    assertThat(profile.displayName()).isEqualTo("ada@example.com");
  }

  @Test
  void cleansAndTruncatesANameFromCognito() {
    assertThat(named(" Ada\r\nLovelace\u0007 ")).isEqualTo("Ada Lovelace");
    assertThat(named("\n\u0085")).isEqualTo("ada@example.com");
    assertThat(named("a".repeat(99) + "\ud83d\ude00")).isEqualTo("a".repeat(99));
  }

  private static String named(String name) {
    return Profile.create(new UserId("ada"), "ada@example.com", name, Instant.EPOCH).displayName();
  }

  @Test
  void rejectsMalformedUserIds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId("../ada"));
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId(""));
  }
}
