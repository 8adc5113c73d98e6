package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthenticatorTests {
  /** The secret of RFC 6238, appendix B, in Base32. */
  private final Authenticator authenticator = new Authenticator("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  @Test
  void matchesTheCodesOfRfc6238() {
    assertThat(authenticator.codeAt(Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(authenticator.codeAt(Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
    assertThat(authenticator.codeAt(Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
  }

  @Test
  void returnsEachCodeOnce() {
    assertThat(authenticator.nextCode()).isNotEqualTo(authenticator.nextCode());
  }
}
