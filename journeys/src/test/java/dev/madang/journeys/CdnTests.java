package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renditions on the CDN: for their owner, for other users, and for the public. */
class CdnTests {

  private final User dana = User.signedIn();
  private MediaItem item = new MediaItem("", "", null, List.of());
  private URI small = URI.create("");

  @BeforeEach
  void uploadPhoto() {
    item = dana.waitForThumbnails(dana.upload(SampleFile.dandelion()));
    small = item.image("small", "image/webp").url();
  }

  @Test
  void renditionRequiresTheOwnersCookies() throws Exception {
    var lee = User.signedIn();
    var danas = cookies(dana.createCdnSession());
    var lees = cookies(lee.createCdnSession());

    assertThat(get(small, "Cookie", danas).statusCode()).isEqualTo(200);
    assertThat(get(small, "Cookie", lees).statusCode()).isEqualTo(403);
    assertThat(get(small).statusCode()).isEqualTo(403);
  }

  @Test
  void gatewayForwardsTheCdnCookies() throws Exception {
    var session =
        Http.sendOnce(dana.api().request("/v1/cdn-sessions").POST(BodyPublishers.noBody()).build());

    assertThat(session.statusCode()).isEqualTo(200);
    assertThat(session.headers().allValues("set-cookie"))
        .hasSize(3)
        .allSatisfy(cookie ->
            assertThat(Secrets.remember(cookie))
                .startsWith("CloudFront-")
                .contains("/private/" + dana.me().id() + "/", "Secure", "HttpOnly"));
  }

  @Test
  void cdnNegotiatesFormatsAndSupportsRangesAndConditionalRequests() throws Exception {
    var cookies = cookies(dana.createCdnSession());
    var negotiated = item.renditions().getFirst().url();

    var webp = get(negotiated, "Cookie", cookies, "Accept", "image/webp,*/*");
    assertThat(webp.headers().firstValue("content-type")).contains("image/webp");
    var jpeg = get(negotiated, "Cookie", cookies, "Accept", "*/*");
    assertThat(jpeg.headers().firstValue("content-type")).contains("image/jpeg");
    var tag = jpeg.headers().firstValue("etag").orElseThrow();
    assertThat(get(negotiated, "Cookie", cookies, "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    var range = get(negotiated, "Cookie", cookies, "Range", "bytes=0-9");
    assertThat(range.statusCode()).isEqualTo(206);
    assertThat(range.body()).hasSize(10);
  }

  @Test
  void publishedRenditionIsPublicUntilUnpublished() throws Exception {
    var publication = "/v1/media/" + item.id() + "/publication";
    dana.api().put(publication, Map.of()).expect(200);
    var url = dana.getMedia(item.id()).image("small", "image/webp").url();
    assertThat(url.toString()).doesNotContain(dana.me().id());
    assertThat(get(url).statusCode()).isEqualTo(200);

    dana.api().delete(publication).expect(204);

    assertThat(get(url).statusCode()).isEqualTo(403);
  }

  private static String cookies(CdnSession session) {
    return CdnSession.header(Objects.requireNonNull(session.cookies()));
  }

  private static HttpResponse<byte[]> get(URI url, String... headers) throws Exception {
    var request = Http.to(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Http.sendOnce(request.build());
  }
}
