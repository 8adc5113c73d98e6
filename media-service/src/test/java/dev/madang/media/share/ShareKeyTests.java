package dev.madang.media.share;

import static dev.madang.media.share.TestShareLinks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.MediaId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareKeyTests {

  private final ShareKey key = ShareKey.next();
  private final MediaId media = MediaId.next();

  @Test
  void itemIdDecryptsInItsLinkOnly() {
    var other = ShareKey.next();

    assertThat(key.decryptId(key.encryptId(media))).contains(media);
    assertThat(key.encryptId(media))
        .isEqualTo(key.encryptId(media))
        .isNotEqualTo(other.encryptId(media));
    assertThat(other.decryptId(key.encryptId(media))).isPresent().get().isNotEqualTo(media);
  }

  @Test
  void consecutiveMediaIdsEncryptToUnrelatedIds() {
    var media = MediaId.of(NOW);
    var next = MediaId.of(NOW);

    assertThat(media.value().substring(0, 10)).isEqualTo(next.value().substring(0, 10));
    assertThat(key.encryptId(media).substring(0, 10))
        .isNotEqualTo(key.encryptId(next).substring(0, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "01KAQ9Z6J5T8M2W4Y7C3X0NB1D", "../../etc/passwd", "=+/="})
  void malformedItemIdIsEmpty(String item) {
    assertThat(key.decryptId(item)).isEmpty();
  }

  @Test
  void accessTokenExpires() {
    var access = key.access(NOW.plusSeconds(60));

    assertThat(key.isAccess(access, NOW)).isTrue();
    assertThat(key.isAccess(access, NOW.plusSeconds(59))).isTrue();
    assertThat(key.isAccess(access, NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void accessTokenCannotBeForged() {
    var access = key.access(NOW.plusSeconds(60));
    var token = access.value();
    var later = NOW.plusSeconds(3600).getEpochSecond() + token.substring(token.indexOf('.'));

    assertThat(key.isAccess(new ShareAccessToken(later), NOW)).isFalse();
    assertThat(key.isAccess(ShareKey.next().access(NOW.plusSeconds(60)), NOW)).isFalse();
    assertThat(key.isAccess(new ShareAccessToken(key.folder()), NOW)).isFalse();
    assertThat(key.isAccess(new ShareAccessToken(""), NOW)).isFalse();
    assertThat(
            key.isAccess(new ShareAccessToken("9".repeat(40) + "." + "A".repeat(43)), Instant.MAX))
        .isFalse();
  }

  @Test
  void derivedNamesAreIndependent() {
    assertThat(key.folder()).hasSize(22).isNotEqualTo(key.copy(""));
    assertThat(key.copy("a")).hasSize(22).isNotEqualTo(key.copy("b"));
    assertThat(key.toString()).doesNotContain(key.value());
    assertThat(ShareSecret.next().toString()).isEqualTo("ShareSecret[hidden]");
  }
}
