package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class AdminQuotaTests extends RunningService {

  private static final RequestPostProcessor ADMIN =
      jwt()
          .jwt(token -> token.subject("the-admin"))
          .authorities(new SimpleGrantedAuthority("ROLE_ADMIN"));

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final MockMvcTester http;
  private final Profiles profiles;
  private final SecurityEvents events;

  @Autowired
  AdminQuotaTests(MockMvcTester http, Profiles profiles, SecurityEvents events) {
    this.http = http;
    this.profiles = profiles;
    this.events = events;
  }

  @Test
  void administratorChangesTheQuotaAndTheUserSeesIt() {
    profiles.createIfAbsent(Profile.create(ada, "ada@example.com", "Ada", Instant.EPOCH));

    assertThat(put("{\"limit\": 1000}", "*", ADMIN))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"limit": 1000, "used": 0, "reserved": 0, "available": 1000}
            """);

    assertThat(http.get().uri("/v1/admin/users/{id}/quota", ada).with(ADMIN))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.limit")
        .isEqualTo(1000);
    assertThat(events.newest(ada, Optional.empty(), 10))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.type()).isEqualTo(SecurityEventType.QUOTA_CHANGED_BY_ADMIN);
          assertThat(event.details()).isEqualTo(Map.of("adminId", "the-admin", "limit", "1000"));
        });
  }

  @Test
  void otherUsersAreForbidden() {
    var user = jwt().jwt(token -> token.subject(ada.value())).authorities();

    assertThat(put("{\"limit\": 1000}", "*", user)).hasStatus(403);
    assertThat(http.get().uri("/v1/admin/users/{id}/quota", ada).with(user)).hasStatus(403);
  }

  @Test
  void unknownUserIsNotFound() {
    assertThat(put("{\"limit\": 1000}", "*", ADMIN))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:user-not-found");
  }

  @Test
  void invalidLimitIsRejected() {
    profiles.createIfAbsent(Profile.create(ada, "ada@example.com", "Ada", Instant.EPOCH));

    assertThat(put("{\"limit\": -1}", "*", ADMIN)).hasStatus(400);
    assertThat(put("{}", "*", ADMIN)).hasStatus(400);
    assertThat(put("{\"limitBytes\": 5}", "*", ADMIN)).hasStatus(400);
  }

  @Test
  void changeNeedsTheCurrentVersion() {
    profiles.createIfAbsent(Profile.create(ada, "ada@example.com", "Ada", Instant.EPOCH));
    var version = http.get().uri("/v1/admin/users/{id}/quota", ada).with(ADMIN).exchange();
    assertThat(version).headers().hasValue("ETag", "\"0\"");

    assertThat(put("{\"limit\": 1000}", "\"0\"", ADMIN))
        .hasStatusOk()
        .headers()
        .hasValue("ETag", "\"1\"");
    assertProblem(put("{\"limit\": 2000}", "\"0\"", ADMIN), 412, "precondition-failed");
    assertProblem(put("{\"limit\": 2000}", null, ADMIN), 428, "precondition-required");
    assertThat(put("{\"limit\": 2000}", "\"1\"", ADMIN)).hasStatusOk();
  }

  private static void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }

  private MvcTestResult put(String body, @Nullable String condition, RequestPostProcessor who) {
    var request = http.put().uri("/v1/admin/users/{id}/quota", ada).with(who);
    return (condition == null ? request : request.header("If-Match", condition))
        .contentType("application/json")
        .content(body)
        .exchange();
  }
}
