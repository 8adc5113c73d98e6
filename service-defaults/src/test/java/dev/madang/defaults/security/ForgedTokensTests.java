package dev.madang.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.ForgedToken;
import dev.madang.localaws.ForgedTokens;
import dev.madang.localaws.LocalAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class ForgedTokensTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final ForgedTokens TOKENS = new ForgedTokens(AWS);
  private static final JwtDecoder DECODER = CognitoJwtDecoders.decoder(properties());

  @ParameterizedTest
  @MethodSource
  void rejectsForgedTokens(ForgedToken token) {
    assertThatThrownBy(() -> DECODER.decode(token.value()), "%s", token.what())
        .isInstanceOf(BadJwtException.class);
  }

  static List<ForgedToken> rejectsForgedTokens() {
    return TOKENS.bad();
  }

  @Test
  void hasMoreThanSixtyTokens() {
    assertThat(TOKENS.bad()).hasSizeGreaterThan(60);
    assertThat(TOKENS.bad()).extracting(ForgedToken::value).doesNotHaveDuplicates();
  }

  @Test
  void acceptsTheRealTokenAndItsCopy() {
    assertThat(DECODER.decode(TOKENS.real()).getSubject()).isNotBlank();
    assertThat(DECODER.decode(TOKENS.good()).getSubject()).isNotBlank();
  }

  private static SecurityProperties properties() {
    return new SecurityProperties(
        AWS.output("Issuer"),
        AWS.output("JwksUri"),
        List.of(AWS.output("AppClientId")),
        List.of(AWS.output("NotificationServiceClientId")),
        List.of(),
        Map.of(),
        Map.of(),
        100);
  }
}
