package dev.madang.defaults.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

class CallerAuthoritiesTests {

  @Test
  void aTokenOfTheAppIsAUserWhateverItsScopes() throws IOException {
    assertThat(authorities("app", "madang/users.read")).containsExactly("ROLE_USER");
  }

  @Test
  void aTokenOfAServiceHasItsScopesAndIsNoUser() throws IOException {
    assertThat(authorities("service", "madang/users.read other"))
        .containsExactly("SCOPE_madang/users.read", "SCOPE_other");
  }

  private static Iterable<String> authorities(String client, String scope) throws IOException {
    try (var pool = new UserPool()) {
      var token =
          Jwt.withTokenValue("token")
              .header("alg", "RS256")
              .claim("client_id", client)
              .claim("scope", scope)
              .build();
      return new CallerAuthorities(pool.properties())
          .convert(token).stream().map(GrantedAuthority::getAuthority).toList();
    }
  }
}
