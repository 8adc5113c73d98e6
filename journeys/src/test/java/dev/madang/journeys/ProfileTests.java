package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A user updates the profile, also from two devices at the same time. */
class ProfileTests {

  private final User dana = User.signedIn();

  @Test
  void secondOfTwoConcurrentUpdatesFails() {
    dana.me();

    update("\"1\"", Map.of("displayName", "Countess", "locale", "de-at")).expect(200);
    update("\"1\"", Map.of("displayName", "Duchess")).expectProblem(412, "precondition-failed");
    update("\"2\"", Map.of("timeZone", "Europe/Vienna")).expect(200);

    var me = me();
    assertThat(me.path("displayName").stringValue()).isEqualTo("Countess");
    assertThat(me.path("locale").stringValue()).isEqualTo("de-AT");
    assertThat(me.path("timeZone").stringValue()).isEqualTo("Europe/Vienna");
  }

  @Test
  void avatarMustBeAnOwnMediaItem() {
    var created = dana.upload(SampleFile.dandelion());
    dana.waitForThumbnails(created);

    update("*", Map.of("avatarMediaId", created.id())).expect(200);

    assertThat(me().path("avatarMediaId").stringValue()).isEqualTo(created.id());
    User.signedIn()
        .api()
        .patch("/v1/me", "*", Map.of("avatarMediaId", created.id()))
        .expectProblem(400, "avatar-not-found");
  }

  @Test
  void updateWithAReadOnlyFieldChangesNothing() {
    var before = me();

    update("*", Map.of("displayName", "Half", "email", "x@madang.example"))
        .expectProblem(400, "read-only-field");
    update("*", Map.of("displayName", "Half", "admin", true)).expectProblem(400, "unknown-field");

    assertThat(me()).isEqualTo(before);
  }

  private Response update(String etag, Map<String, ?> changes) {
    return dana.api().patch("/v1/me", etag, changes);
  }

  private JsonNode me() {
    return dana.api().get("/v1/me").expect(200).json();
  }
}
