package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningServiceWithCdn;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.storage.RenditionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CdnSessionControllerTests extends RunningServiceWithCdn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SignedInUser KIM = AWS.users().signedIn();

  private final MockMvcTester http;
  private final RenditionStore store;
  private final RenditionLinks links;

  @Autowired
  CdnSessionControllerTests(MockMvcTester http, RenditionStore store, RenditionLinks links) {
    this.http = http;
    this.store = store;
    this.links = links;
  }

  @Test
  void cookiesOpenRenditionsOfUserOnly() {
    var rendition = new Rendition("small", 1, 1, "image/jpeg", new byte[] {'j'});
    var kims = links.to(store.put(KIM.sub(), "0".repeat(64), rendition).key()).url();
    var lees = links.to(store.put(KIM.sub() + "b", "0".repeat(64), rendition).key()).url();

    var session = json(createCdnSession());
    var cookies = JSON.convertValue(session.get("cookies"), new Cookies());

    assertThat(session.get("mode").stringValue()).isEqualTo("signed-cookies");
    assertThat(kims.toString()).startsWith(session.get("baseUrl").stringValue());
    assertThat(TestViewer.with(cookies).get(kims).body()).isEqualTo("j");
    assertThat(TestViewer.with(cookies).get(lees).statusCode()).isEqualTo(403);
  }

  @Test
  void setsSameCookiesForBrowsers() {
    var result = createCdnSession();
    var cookies = JSON.convertValue(json(result).get("cookies"), new Cookies());
    var set = result.getResponse().getHeaders("Set-Cookie");

    assertThat(set).hasSize(3);
    cookies.forEach((name, value) ->
        assertThat(set)
            .filteredOn(it -> it.startsWith(name + "=" + value + ";"))
            .singleElement()
            .asString()
            .contains("; Path=/")
            .contains("/private/" + KIM.sub() + "/;")
            .contains("; Secure", "; HttpOnly", "; SameSite=None", "; Max-Age=3"));
  }

  @Test
  void expiresAfterAnHourAndIsNotStored() {
    var result = createCdnSession();

    assertThat(result).hasStatusOk().hasHeader("Cache-Control", "no-store");
    assertThat(Instant.parse(json(result).get("expiresAt").stringValue()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void needsAccessToken() {
    assertThat(http.post().uri("/v1/cdn-sessions")).hasStatus(HttpStatus.UNAUTHORIZED);
  }

  private MvcTestResult createCdnSession() {
    return http.post()
        .uri("/v1/cdn-sessions")
        .header("Authorization", "Bearer " + KIM.accessToken())
        .exchange();
  }

  private static JsonNode json(MvcTestResult result) {
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }

  private static final class Cookies extends TypeReference<Map<String, String>> {}
}
