package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures are looked at: by their owner, by others, by everybody. */
@Order(7)
class DeliveryTests {

  private final Person dana = Person.joined();
  private Media media = new Media("", "", null, List.of());
  private URI small = URI.create("");

  @BeforeEach
  void danaHasAPhoto() {
    media = dana.waitForThumbnails(dana.uploadPhoto(Photo.dandelion()));
    small = media.renditions().getFirst().url();
  }

  @Test
  void aPictureOpensWithTheCookiesOfItsOwnerAndNoOthers() throws Exception {
    var lee = Person.joined();
    var danas = cookies(dana.openMediaSession());
    var lees = cookies(lee.openMediaSession());

    assertThat(look(small, "Cookie", danas).statusCode()).isEqualTo(200);
    assertThat(look(small, "Cookie", lees).statusCode()).isEqualTo(403);
    assertThat(look(small).statusCode()).isEqualTo(403);
  }

  @Test
  void theGatewayPassesTheCookiesToTheBrowser() throws Exception {
    var session =
        Http.exchange(dana.api().asking("/v1/media/session").POST(BodyPublishers.noBody()).build());

    assertThat(session.statusCode()).isEqualTo(200);
    assertThat(session.headers().allValues("set-cookie"))
        .hasSize(3)
        .allSatisfy(cookie ->
            assertThat(Secrets.keep(cookie))
                .startsWith("CloudFront-")
                .contains("/private/" + dana.me().id() + "/", "Secure", "HttpOnly"));
  }

  @Test
  void theBestFormatIsChosenAndAPartAndAnUnchangedPictureCostLess() throws Exception {
    var cookies = cookies(dana.openMediaSession());
    var best = URI.create(json().at("/links/small").asString());

    var webp = look(best, "Cookie", cookies, "Accept", "image/webp,*/*");
    assertThat(webp.headers().firstValue("content-type")).contains("image/webp");
    var jpeg = look(best, "Cookie", cookies, "Accept", "*/*");
    assertThat(jpeg.headers().firstValue("content-type")).contains("image/jpeg");
    var tag = jpeg.headers().firstValue("etag").orElseThrow();
    assertThat(look(best, "Cookie", cookies, "If-None-Match", tag).statusCode()).isEqualTo(304);
    var part = look(best, "Cookie", cookies, "Range", "bytes=0-9");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(10);
  }

  @Test
  void whatIsPublishedIsForEverybodyUntilItIsWithdrawn() throws Exception {
    var publication = "/v1/media/" + media.id() + "/publication";
    dana.api().put(publication, Map.of()).expect(200);
    var open = URI.create(json().at("/renditions/0/url").asString());
    assertThat(open.toString()).doesNotContain(dana.me().id());
    assertThat(look(open).statusCode()).isEqualTo(200);

    dana.api().delete(publication).expect(204);

    assertThat(look(open).statusCode()).isEqualTo(403);
  }

  private JsonNode json() {
    return dana.api().get("/v1/media/" + media.id()).expect(200).as(JsonNode.class);
  }

  private static String cookies(MediaSession session) {
    return MediaSession.header(Objects.requireNonNull(session.cookies()));
  }

  private static HttpResponse<byte[]> look(URI url, String... headers) throws Exception {
    var request = Http.to(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Http.exchange(request.build());
  }
}
