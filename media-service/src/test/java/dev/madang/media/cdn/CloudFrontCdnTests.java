package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.media.cdn.CdnCookies.CdnAccess;
import dev.madang.media.rendition.PresetVersion;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.rendition.storage.S3RenditionStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** URLs and cookies, at the CDN of the local AWS. */
class CloudFrontCdnTests {

  private static final Clock NOW = Clock.systemUTC();
  private static final String HASH = "cd".repeat(32);

  private final S3Client s3 = LocalAws.running().client(S3Client.builder());
  private final RenditionStore renditions =
      new S3RenditionStore(s3, TestCdn.storage(), PresetVersion.of("small=250"));
  private final RenditionLinks links = new CloudFrontRenditionLinks(TestCdn.signer(), NOW);
  private final CdnCookies cookies = new CloudFrontCookies(TestCdn.signer(), TestCdn.cdn(), NOW);
  private final String kim = UUID.randomUUID().toString();
  private String webp = "";
  private String jpeg = "";

  @BeforeEach
  void storeRendition() {
    webp = store(kim, "image/webp");
    jpeg = store(kim, "image/jpeg");
  }

  @Test
  void urlIsStable() {
    var link = links.to(jpeg);

    assertThat(link).isEqualTo(links.to(jpeg));
    assertThat(link.url()).asString().endsWith("/" + jpeg);
    assertThat(link.expiresAt()).isEmpty();
  }

  @Test
  void cookiesOpenRenditionsOfUserOnly() {
    var lees = store(kim + "b", "image/jpeg");
    var viewer = viewer(kim);

    assertThat(viewer.get(links.to(jpeg).url()).body()).isEqualTo("image/jpeg");
    assertThat(viewer.get(links.to(webp).url()).body()).isEqualTo("image/webp");
    assertThat(viewer.get(links.to(lees).url()).statusCode()).isEqualTo(403);
    assertThat(TestViewer.withoutCookies().get(links.to(jpeg).url()).statusCode()).isEqualTo(403);
  }

  @Test
  void negotiatesFormatByAccept() {
    var negotiated = links.negotiatedUrl(webp).orElseThrow();

    assertThat(negotiated).isEqualTo(links.negotiatedUrl(jpeg).orElseThrow());
    assertThat(viewer(kim).get(negotiated.url(), "Accept", "image/webp,*/*").body())
        .isEqualTo("image/webp");
    assertThat(viewer(kim).get(negotiated.url(), "Accept", "*/*").body()).isEqualTo("image/jpeg");
  }

  @Test
  void temporaryUrlOpensOneRenditionWithoutCookies() {
    var temporaryUrl = links.temporaryUrl(jpeg, Duration.ofMinutes(5));
    var url = temporaryUrl.url().toString();
    var viewer = TestViewer.withoutCookies();

    assertThat(temporaryUrl.expiresAt().orElseThrow()).isAfter(NOW.instant());
    assertThat(viewer.get(temporaryUrl.url()).body()).isEqualTo("image/jpeg");
    assertThat(viewer.get(URI.create(url.replace(".jpg", ""))).body()).isEqualTo("image/jpeg");
    assertThat(viewer.get(URI.create(url.replace("small", "large"))).statusCode()).isEqualTo(403);
    assertThat(viewer.get(URI.create(url.replace(kim, kim + "b"))).statusCode()).isEqualTo(403);
  }

  @Test
  void temporaryUrlExpires() {
    var link = links.temporaryUrl(jpeg, Duration.ofSeconds(-1));

    assertThat(TestViewer.withoutCookies().get(link.url()).statusCode()).isEqualTo(403);
  }

  @Test
  void cookiesHavePathOfFolder() {
    var access = (CdnAccess.Cookies) cookies.accessTo("private/" + kim + "/");

    assertThat(access.path()).endsWith("/private/" + kim + "/");
    assertThat(links.to(jpeg).url().getPath()).startsWith(access.path());
    assertThat(access.cookies())
        .containsOnlyKeys("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id");
    assertThat(access.toString()).doesNotContain(access.cookies().get("CloudFront-Signature"));
  }

  @Test
  void refusesWildcardsInFolder() {
    assertThatThrownBy(() -> cookies.accessTo("private/*/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookies.accessTo("private/?/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookies.accessTo("private/a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private TestViewer viewer(String userId) {
    return TestViewer.with(
        ((CdnAccess.Cookies) cookies.accessTo("private/" + userId + "/")).cookies());
  }

  private String store(String userId, String contentType) {
    var bytes = contentType.getBytes(StandardCharsets.US_ASCII);
    return renditions.put(userId, HASH, new Rendition("small", 1, 1, contentType, bytes)).key();
  }
}
