package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdnPropertiesTests {

  private static final String URL = "https://properties.example";
  private static final String SECRET = "MIIEvQIBADANBg";

  @Test
  void urlNeedsKey() {
    assertThatThrownBy(() -> properties(URL, "", "key"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> properties(URL, "K1", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> properties(URL + "/", "K1", "k"))
        .hasMessageContaining("without a slash at the end");
    assertThat(properties("", "", "").isConfigured()).isFalse();
  }

  @Test
  void toStringHidesKey() {
    assertThat(properties(URL, "K1", SECRET).toString()).doesNotContain(SECRET);
  }

  @Test
  void keyIsPemOrFile(@TempDir Path folder) throws Exception {
    var pem = TestCdn.privateKey();
    var file = Files.writeString(folder.resolve("properties.key"), pem);

    assertThat(CdnSigningKey.read(pem)).isEqualTo(CdnSigningKey.read(file.toString()));
  }

  @Test
  void invalidKeyIsRejectedAndNotShown() {
    var broken = pem("PRIVATE" + " KEY");
    var other = pem("RSA PRIVATE" + " KEY");

    for (var invalid : new String[] {broken, other}) {
      assertThatThrownBy(() -> CdnSigningKey.read(invalid))
          .hasMessageContaining("openssl pkcs8")
          .hasMessageNotContaining(SECRET);
    }
    assertThatThrownBy(() -> CdnSigningKey.read("/nowhere/properties.key"))
        .hasMessageContaining("cannot be read");
  }

  private static String pem(String what) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----".formatted(what, SECRET, what);
  }

  private static CdnProperties properties(String url, String keyPairId, String privateKey) {
    return new CdnProperties(
        url, "", keyPairId, privateKey, Duration.ofHours(1), Duration.ofMinutes(15), "", "None");
  }
}
