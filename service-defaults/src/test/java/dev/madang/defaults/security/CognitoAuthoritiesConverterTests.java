package dev.madang.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

class CognitoAuthoritiesConverterTests {

  @Test
  void aTokenOfTheAppIsAUserWithAnyScope() throws IOException {
    assertThat(authorities("app", "madang/users.read")).containsExactly("ROLE_USER");
  }

  @Test
  void aServiceTokenHasItsScopesAndIsNoUser() throws IOException {
    assertThat(authorities("service", "madang/users.read other"))
        .containsExactly("SCOPE_madang/users.read", "SCOPE_other");
  }

  @Test
  void knownGroupsGiveAUserRoles() throws IOException {
    assertThat(authorities("app", "", "admin", "publisher", "elsewhere-invented", "user"))
        .containsExactly("ROLE_USER", "ROLE_ADMIN", "ROLE_PUBLISHER");
  }

  @Test
  void groupsDoNotMakeAServiceAUser() throws IOException {
    assertThat(authorities("service", "madang/users.read", "admin"))
        .containsExactly("SCOPE_madang/users.read");
  }

  private static Iterable<String> authorities(String client, String scope, String... groups)
      throws IOException {
    try (var pool = new UserPool()) {
      var token =
          Jwt.withTokenValue("token")
              .header("alg", "RS256")
              .claim("client_id", client)
              .claim("scope", scope)
              .claim("cognito:groups", List.of(groups))
              .build();
      return new CognitoAuthoritiesConverter(pool.properties())
          .convert(token).stream().map(GrantedAuthority::getAuthority).toList();
    }
  }
}
