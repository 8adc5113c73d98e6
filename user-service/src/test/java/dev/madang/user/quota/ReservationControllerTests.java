package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class ReservationControllerTests extends RunningService {

  private static final RequestPostProcessor SERVICE =
      jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/quotas.write"));
  private static final String SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final MockMvcTester http;
  private final Quotas quotas;
  private final ObjectUsageStore objects;

  @Autowired
  ReservationControllerTests(MockMvcTester http, Quotas quotas, ObjectUsageStore objects) {
    this.http = http;
    this.quotas = quotas;
    this.objects = objects;
  }

  @Test
  void reservationIsIdempotentAndReplacedByTheObject() {
    quotas.setLimit(ada, 100, OptionalLong.empty());

    assertThat(reserve("media/a", 60)).hasStatus(204);
    assertThat(reserve("media/a", 60)).hasStatus(204);
    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 0, 60));

    objects.record(
        new ObjectKey(ada, "media/a"), OptionalLong.of(60), new Sequencer("0000000000000001"));
    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 60, 0));
  }

  @Test
  void exceededQuotaIsRejectedWithItsValues() {
    quotas.setLimit(ada, 100, OptionalLong.empty());
    reserve("media/a", 60);

    assertThat(reserve("media/b", 41))
        .hasStatus(409)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"type": "urn:madang:problem:quota-exceeded", "limit": 100, "used": 0, "reserved": 60}
            """);
  }

  @Test
  void thereAreAtMost200OpenUploads() {
    for (int i = 0; i < 200; i++) {
      quotas.reserve(
          Reservation.of(
              new ObjectKey(ada, "media/" + i), 0, SHA256, Instant.now().plusSeconds(600)));
    }

    assertThat(reserve("media/one-more", 0))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:too-many-open-uploads");
  }

  @Test
  void releaseIsIdempotent() {
    quotas.setLimit(ada, 100, OptionalLong.empty());
    reserve("media/a", 60);
    reserve("media/b", 30);

    assertThat(release("media/a", 60)).hasStatus(204);
    assertThat(release("media/a", 60)).hasStatus(204);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 0, 30));
  }

  @Test
  void reservationLastsAtMost26Hours() {
    assertThat(reserve("media/a", 1, Instant.now().plus(Duration.ofHours(27)))).hasStatus(400);
    assertThat(reserve("media/a", 1, Instant.now().minusSeconds(1)))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-request");
    assertThat(reserve("media/a", 1, Instant.now().plus(Duration.ofHours(25)))).hasStatus(204);
  }

  @Test
  void quotaIsReadWithTheSizeOfAnObject() {
    quotas.setLimit(ada, 100, OptionalLong.empty());
    reserve("media/a", 60);

    assertThat(quota("media/holiday/b c.jpg"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo("{\"limit\": 100, \"used\": 0, \"reserved\": 60}");

    objects.record(
        new ObjectKey(ada, "media/holiday/b c.jpg"),
        OptionalLong.of(7),
        new Sequencer("0000000000000001"));
    assertThat(quota("media/holiday/b c.jpg"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo("{\"limit\": 100, \"used\": 7, \"reserved\": 60, \"objectSize\": 7}");
  }

  @Test
  void invalidRequestsAreRejected() {
    assertThat(reserve("", 1)).hasStatus(400);
    assertThat(reserve("media/" + "x".repeat(1010), 1)).hasStatus(400);
    assertThat(reserve("media/a", -1)).hasStatus(400);
    assertThat(post("{\"path\": \"a\", \"size\": 1, \"sha256\": \"x\"}", SERVICE)).hasStatus(400);
    assertThat(release("media/a", -1)).hasStatus(400);
    assertThat(quota("")).hasStatus(400);
    assertThat(http.get().uri("/internal/users/{userId}/quota", ada).with(SERVICE)).hasStatus(400);
  }

  @Test
  void otherScopesAndUsersAreForbidden() {
    var reader = jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/users.read"));
    var user = jwt().jwt(token -> token.subject(ada.value())).authorities();

    for (var who : new RequestPostProcessor[] {reader, user}) {
      assertThat(post(body("media/a", 1, Instant.now().plusSeconds(60)), who)).hasStatus(403);
      assertThat(http.delete().uri("/internal/users/{userId}/reservations?path=a", ada).with(who))
          .hasStatus(403);
      assertThat(http.get().uri("/internal/users/{userId}/quota?path=a", ada).with(who))
          .hasStatus(403);
    }
    assertThat(http.get().uri("/internal/users/{userId}", ada).with(SERVICE)).hasStatus(403);
  }

  private MvcTestResult reserve(String path, long size) {
    return reserve(path, size, Instant.now().plus(Duration.ofHours(1)));
  }

  private MvcTestResult reserve(String path, long size, Instant expiresAt) {
    return post(body(path, size, expiresAt), SERVICE);
  }

  private static String body(String path, long size, Instant expiresAt) {
    return """
    {"path": "%s", "size": %d, "sha256": "%s", "expiresAt": "%s"}
    """
        .formatted(path, size, SHA256, expiresAt);
  }

  private MvcTestResult post(String body, RequestPostProcessor who) {
    return http.post()
        .uri("/internal/users/{userId}/reservations", ada)
        .with(who)
        .contentType("application/json")
        .content(body)
        .exchange();
  }

  private MvcTestResult release(String path, long size) {
    return http.delete()
        .uri("/internal/users/{userId}/reservations", ada)
        .param("path", path)
        .param("size", Long.toString(size))
        .param("sha256", SHA256)
        .with(SERVICE)
        .exchange();
  }

  private MvcTestResult quota(String path) {
    return http.get()
        .uri("/internal/users/{userId}/quota", ada)
        .param("path", path)
        .with(SERVICE)
        .exchange();
  }
}
