package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.defaults.web.Cursor;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class InternalMediaControllerTests extends RunningService {

  private static final RequestPostProcessor SERVICE =
      jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/media.read"));

  private final MockMvcTester http;
  private final MediaCatalog catalog;
  private final UserId kim = new UserId(UUID.randomUUID().toString());

  @Autowired
  InternalMediaControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
  }

  @Test
  void returnsTheMediaItemOfAUser() {
    var media = added("one.jpg");

    assertThat(http.get().uri("/internal/users/{kim}/media/{id}", kim, media.id()).with(SERVICE))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {
              "id": "%s",
              "status": "pending",
              "fileName": "one.jpg",
              "contentType": "image/jpeg",
              "size": 42,
              "createdAt": "%s"
            }
            """
                .formatted(media.id(), media.id().createdAt()));
  }

  @Test
  void trashedItemsAreNotFound() {
    var media = added("one.jpg");
    catalog.updateOwnerAttributes(media, media.attributes().inTrashSince(Instant.now()));

    assertThat(http.get().uri("/internal/users/{kim}/media/{id}", kim, media.id()).with(SERVICE))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:media-not-found");
    assertThat(http.get().uri("/internal/users/{kim}/media", kim).with(SERVICE))
        .bodyJson()
        .extractingPath("$.items")
        .asArray()
        .isEmpty();
  }

  @Test
  void itemsOfOtherUsersAreNotFound() {
    var lee = UUID.randomUUID();

    assertThat(
            http.get()
                .uri("/internal/users/{lee}/media/{id}", lee, added("one.jpg").id())
                .with(SERVICE))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:media-not-found");
  }

  @Test
  void pagesFollowEachOther() {
    added("one.jpg");
    var two = added("two.jpg");
    added("three.jpg");

    var next = Cursor.encode(two.id().value()).value();
    assertThat(http.get().uri("/internal/users/{kim}/media?limit=2", kim).with(SERVICE))
        .bodyJson()
        .hasPathSatisfying("$.next", it -> assertThat(it).isEqualTo(next))
        .extractingPath("$.items[*].fileName")
        .asArray()
        .containsExactly("three.jpg", "two.jpg");
    assertThat(
            http.get()
                .uri("/internal/users/{kim}/media?limit=2&cursor={next}", kim, next)
                .with(SERVICE))
        .bodyJson()
        .doesNotHavePath("$.next")
        .extractingPath("$.items[*].fileName")
        .asArray()
        .containsExactly("one.jpg");
  }

  @Test
  void userTokensAreRejected() {
    var token = AWS.users().signedIn().accessToken();

    assertThat(
            http.get()
                .uri("/internal/users/{kim}/media", kim)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token))
        .hasStatus(403);
  }

  private MediaItem added(String fileName) {
    return catalog.registerDiscovered(
        MediaItem.pending(
            kim,
            MediaId.next(),
            new DeclaredFile(fileName, "image/jpeg", 42, "A".repeat(43) + "=")));
  }
}
