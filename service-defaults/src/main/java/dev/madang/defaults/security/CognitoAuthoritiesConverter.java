package dev.madang.defaults.security;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A token of an app client is a user, with a role for each group of the pool that we know; a token
 * of a service client has its scopes and is never a user, so that a service token opens no user's
 * data.
 */
final class CognitoAuthoritiesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {

  static final String USER = "USER";
  static final String SCOPE_PREFIX = "SCOPE_";

  private static final Map<String, String> ROLES_OF_GROUPS =
      Map.of("admin", "ADMIN", "publisher", "PUBLISHER");

  private final Set<String> appClients;

  CognitoAuthoritiesConverter(SecurityProperties access) {
    this.appClients = Set.copyOf(access.appClients());
  }

  @Override
  public Collection<GrantedAuthority> convert(Jwt jwt) {
    if (appClients.contains(jwt.getClaimAsString("client_id"))) {
      return Stream.concat(Stream.of(USER), rolesOf(jwt))
          .map(CognitoAuthoritiesConverter::role)
          .toList();
    }
    var scope = jwt.getClaimAsString("scope");
    return Stream.of((scope == null ? "" : scope).split(" "))
        .filter(name -> !name.isEmpty())
        .<GrantedAuthority>map(name -> new SimpleGrantedAuthority(SCOPE_PREFIX + name))
        .toList();
  }

  private static Stream<String> rolesOf(Jwt user) {
    List<String> groups = user.getClaimAsStringList("cognito:groups");
    return groups == null
        ? Stream.empty()
        : groups.stream().map(ROLES_OF_GROUPS::get).filter(Objects::nonNull);
  }

  private static GrantedAuthority role(String name) {
    return new SimpleGrantedAuthority("ROLE_" + name);
  }
}
