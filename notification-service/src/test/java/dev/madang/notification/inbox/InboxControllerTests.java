package dev.madang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.localaws.SignedInUser;
import dev.madang.notification.MediaId;
import dev.madang.notification.RunningService;
import dev.madang.notification.UserId;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class InboxControllerTests extends RunningService {

  private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");
  private static final SignedInUser KIM = AWS.users().signedIn();

  private final MockMvcTester http;
  private final Inbox inbox;

  @Autowired
  InboxControllerTests(MockMvcTester http, Inbox inbox) {
    this.http = http;
    this.inbox = inbox;
  }

  @BeforeEach
  void addThreeNotificationsForKim() {
    var kim = new UserId(KIM.sub());
    inbox.add(
        kim,
        Notification.mediaReady(
            id(1), TIME.plusSeconds(1), new MediaId("media-1"), "Your photo is ready."));
    inbox.add(
        kim,
        Notification.mediaRejected(
            id(2), TIME.plusSeconds(2), new MediaId("media-2"), "corrupt", "Not this."));
    inbox.add(
        kim,
        Notification.mediaReady(
            id(3), TIME.plusSeconds(3), new MediaId("media-3"), "Your photo is ready."));
  }

  @Test
  void listsTheNewestFirst() {
    assertThat(get("/v1/notifications", KIM))
        .hasStatusOk()
        .hasHeader("Cache-Control", "no-store")
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {
              "items": [
                {
                  "id": "20261123T093003000Z-event-3",
                  "type": "madang.media.ready.v1",
                  "mediaId": "media-3",
                  "text": "Your photo is ready.",
                  "createdAt": "2026-11-23T09:30:03Z"
                },
                {
                  "id": "20261123T093002000Z-event-2",
                  "type": "madang.media.rejected.v1",
                  "mediaId": "media-2",
                  "text": "Not this.",
                  "rejectionReason": "corrupt",
                  "createdAt": "2026-11-23T09:30:02Z"
                },
                {
                  "id": "20261123T093001000Z-event-1",
                  "type": "madang.media.ready.v1",
                  "mediaId": "media-1",
                  "text": "Your photo is ready.",
                  "createdAt": "2026-11-23T09:30:01Z"
                }
              ]
            }
            """);
  }

  @Test
  void continuesWithTheNextPage() {
    var first = get("/v1/notifications?limit=2", KIM);
    assertThat(first)
        .bodyJson()
        .extractingPath("$.items[*].mediaId")
        .asArray()
        .containsExactly("media-3", "media-2");

    assertThat(first)
        .bodyJson()
        .extractingPath("$.next")
        .asString()
        .satisfies(next -> {
          var last = get("/v1/notifications?limit=2&cursor=" + next, KIM);
          assertThat(last)
              .bodyJson()
              .extractingPath("$.items[*].mediaId")
              .asArray()
              .containsExactly("media-1");
          assertThat(last).bodyJson().doesNotHavePath("$.next");
        });
  }

  @Test
  void listsNothingOfAnotherUser() {
    var lee = AWS.users().signedIn();

    assertThat(get("/v1/notifications", lee)).bodyJson().isStrictlyEqualTo("{\"items\": []}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "bm90IGFuIGlk", "%20"})
  void rejectsAnInvalidCursor(String cursor) {
    assertThat(get("/v1/notifications?cursor=" + cursor, KIM))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "many"})
  void rejectsALimitOutOfRange(String limit) {
    assertThat(get("/v1/notifications?limit=" + limit, KIM))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType("application/problem+json");
  }

  @Test
  void listsTheNotificationsOfAnyUserForAService() {
    var service = jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/notifications.read"));

    assertThat(
            http.get().uri("/internal/users/{kim}/notifications?limit=1", KIM.sub()).with(service))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.items[*].mediaId")
        .asArray()
        .containsExactly("media-3");
    assertThat(get("/internal/users/" + KIM.sub() + "/notifications", KIM))
        .hasStatus(HttpStatus.FORBIDDEN);
  }

  @Test
  void rejectsARequestWithoutToken() {
    assertThat(http.get().uri("/v1/notifications"))
        .hasStatus(HttpStatus.UNAUTHORIZED)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:missing-token");
  }

  private MvcTestResult get(String uri, SignedInUser user) {
    return http.get().uri(uri).header("Authorization", "Bearer " + user.accessToken()).exchange();
  }

  private static NotificationId id(int second) {
    return NotificationId.of(TIME.plusSeconds(second), "event-" + second);
  }
}
