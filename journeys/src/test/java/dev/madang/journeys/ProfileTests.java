package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody fills in a profile, on two devices at once. */
class ProfileTests {

  private static final JsonMapper JSON = new JsonMapper();

  private final Person dana = Person.joined();

  @Test
  void ofTwoDevicesTheLaterIsToldThatItIsLate() {
    dana.me();

    change("\"1\"", Map.of("displayName", "Countess", "locale", "de-at")).expect(200);
    change("\"1\"", Map.of("displayName", "Duchess")).expectProblem(412, "changed-meanwhile");
    change("\"2\"", Map.of("timeZone", "Europe/Vienna")).expect(200);

    var me = me();
    assertThat(me.path("displayName").stringValue()).isEqualTo("Countess");
    assertThat(me.path("locale").stringValue()).isEqualTo("de-AT");
    assertThat(me.path("timeZone").stringValue()).isEqualTo("Europe/Vienna");
  }

  @Test
  void aPictureOfOnesOwnIsTheAvatar() {
    var upload = dana.uploadPhoto(Photo.dandelion());
    dana.waitForThumbnails(upload);

    change("*", Map.of("avatar", upload.id())).expect(200);

    assertThat(me().path("avatar").stringValue()).isEqualTo(upload.id());
    Person.joined()
        .api()
        .change("/v1/me", "*", Map.of("avatar", upload.id()))
        .expectProblem(400, "avatar-not-found");
  }

  @Test
  void whatIsNotToBeChangedIsRefusedAsAWhole() {
    var before = me();

    change("*", Map.of("displayName", "Half", "email", "x@madang.example"))
        .expectProblem(400, "forbidden-field");
    change("*", Map.of("displayName", "Half", "admin", true)).expectProblem(400, "unknown-field");

    assertThat(me()).isEqualTo(before);
  }

  private Answer change(String etag, Map<String, ?> change) {
    return dana.api().change("/v1/me", etag, change);
  }

  private JsonNode me() {
    return JSON.readTree(dana.api().get("/v1/me").expect(200).body());
  }
}
