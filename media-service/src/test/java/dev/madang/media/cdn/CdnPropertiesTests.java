package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdnPropertiesTests {

  private static final String URL = "https://cdn.example";
  private static final String SECRET = "MIIEvQIBADANBg";

  @Test
  void anAddressNeedsAKey() {
    assertThatThrownBy(() -> cdn(URL, "", "key")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cdn(URL, "K1", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cdn(URL + "/", "K1", "k")).hasMessageContaining("without end");
    assertThat(cdn("", "", "").isThere()).isFalse();
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(cdn(URL, "K1", SECRET).toString()).doesNotContain(SECRET);
  }

  @Test
  void aKeyIsGivenAsItselfOrAsItsFile(@TempDir Path folder) throws Exception {
    var pem = TestCdn.privateKey();
    var file = Files.writeString(folder.resolve("cdn.key"), pem);

    assertThat(CdnSigningKey.read(pem)).isEqualTo(CdnSigningKey.read(file.toString()));
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingShown() {
    var broken = pem("PRIVATE" + " KEY");
    var other = pem("RSA PRIVATE" + " KEY");

    for (var given : new String[] {broken, other}) {
      assertThatThrownBy(() -> CdnSigningKey.read(given))
          .hasMessageContaining("openssl pkcs8")
          .hasMessageNotContaining(SECRET);
    }
    assertThatThrownBy(() -> CdnSigningKey.read("/nowhere/cdn.key"))
        .hasMessageContaining("cannot be read");
  }

  private static String pem(String what) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----".formatted(what, SECRET, what);
  }

  private static CdnProperties cdn(String url, String keyPairId, String privateKey) {
    return new CdnProperties(
        url, "", keyPairId, privateKey, Duration.ofHours(1), Duration.ofMinutes(15), "", "None");
  }
}
