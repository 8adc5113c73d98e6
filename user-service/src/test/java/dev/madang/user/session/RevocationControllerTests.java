package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RevocationControllerTests extends RunningService {

  private static final RequestPostProcessor GATEWAY =
      jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/revocations.read"));
  private static final RequestPostProcessor ANOTHER =
      jwt().authorities(new SimpleGrantedAuthority("SCOPE_madang/users.read"));

  private final MockMvcTester http;
  private final JsonMapper json;
  private final Sessions sessions;
  private final UserId ada = new UserId(UUID.randomUUID().toString());

  @Autowired
  RevocationControllerTests(MockMvcTester http, JsonMapper json, Sessions sessions) {
    this.http = http;
    this.json = json;
    this.sessions = sessions;
  }

  @Test
  void listsEveryRevocationPageByPage() {
    var session = UUID.randomUUID().toString();
    sessions.revoke(ada, session);
    sessions.revokeAll(ada);

    var listed = new ArrayList<JsonNode>();
    var page = page("?limit=1");
    while (page.path("more").booleanValue()) {
      page.path("items").forEach(listed::add);
      page = page("?limit=1&cursor=" + page.path("next").stringValue());
    }

    assertThat(page.path("next").stringValue()).isNotEmpty();
    assertThat(listed)
        .anyMatch(
            item -> item.path("sessionId").asString().equals(session) && item.has("expiresAt"))
        .anyMatch(
            item -> item.path("userId").asString().equals(ada.value()) && item.has("notBefore"));
  }

  @Test
  void needsTheScopeOfTheGateway() {
    assertThat(http.get().uri("/internal/revocations").with(ANOTHER)).hasStatus(403);
    assertThat(
            http.get()
                .uri("/internal/revocations")
                .header(
                    HttpHeaders.AUTHORIZATION, "Bearer " + AWS.users().signedIn().accessToken()))
        .hasStatus(403);
  }

  @Test
  void aForeignCursorIsABadRequest() {
    assertThat(http.get().uri("/internal/revocations?cursor=x").with(GATEWAY))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  private JsonNode page(String query) {
    var response = http.get().uri("/internal/revocations" + query).with(GATEWAY).exchange();
    assertThat(response).hasStatusOk();
    return json.readTree(response.getResponse().getContentAsByteArray());
  }
}
