package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class InternalProfileControllerTests extends RunningService {

  private static final RequestPostProcessor SERVICE =
      jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/users.read"));

  private final MockMvcTester http;
  private final Profiles profiles;
  private final String ada = UUID.randomUUID().toString();

  @Autowired
  InternalProfileControllerTests(MockMvcTester http, Profiles profiles) {
    this.http = http;
    this.profiles = profiles;
  }

  @Test
  void returnsEmailAddressAndDisplayName() {
    profiles.createIfAbsent(
        Profile.create(new UserId(ada), "ada@example.com", "Ada", Instant.EPOCH));

    assertThat(http.get().uri("/internal/users/{id}", ada).with(SERVICE))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"id": "%s", "email": "ada@example.com", "displayName": "Ada"}
            """
                .formatted(ada));
  }

  @Test
  void anUnknownUserIsNotFound() {
    assertThat(http.get().uri("/internal/users/{id}", ada).with(SERVICE))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:user-not-found");
  }

  @Test
  void aMalformedIdIsABadRequest() {
    assertThat(http.get().uri("/internal/users/{id}", "a b").with(SERVICE)).hasStatus(400);
  }

  @Test
  void internalPathsNeedAScope() {
    assertThat(http.get().uri("/internal/else").with(SERVICE)).hasStatus(403);
    assertThat(
            http.get()
                .uri("/internal/else")
                .header(
                    HttpHeaders.AUTHORIZATION, "Bearer " + AWS.users().signedIn().accessToken()))
        .hasStatus(403);
  }

  @Test
  void aUserTokenIsForbidden() {
    var user = AWS.users().signedIn();

    assertThat(
            http.get()
                .uri("/internal/users/{id}", ada)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken()))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:forbidden");
  }
}
