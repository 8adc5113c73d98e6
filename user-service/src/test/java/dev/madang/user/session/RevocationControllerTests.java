package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.user.RunningService;
import dev.madang.user.profile.UserId;
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
  void theGatewayLearnsOfEachRevocationPageByPage() {
    var session = UUID.randomUUID().toString();
    sessions.revoke(ada, session);
    sessions.revokeAll(ada);

    var told = new ArrayList<JsonNode>();
    var page = page("?limit=1");
    while (page.path("more").booleanValue()) {
      page.path("items").forEach(told::add);
      page = page("?limit=1&after=" + page.path("next").stringValue());
    }

    assertThat(page.path("next").stringValue()).isNotEmpty();
    assertThat(told)
        .anyMatch(item -> item.path("session").asString().equals(session) && item.has("until"))
        .anyMatch(
            item -> item.path("user").asString().equals(ada.value()) && item.has("notBefore"));
  }

  @Test
  void onlyTheGatewaysScopeOpensIt() {
    assertThat(http.get().uri("/internal/revocations").with(ANOTHER)).hasStatus(403);
    assertThat(
            http.get()
                .uri("/internal/revocations")
                .header(
                    HttpHeaders.AUTHORIZATION, "Bearer " + AWS.users().signedIn().accessToken()))
        .hasStatus(403);
  }

  @Test
  void aForeignCursorIsAProblem() {
    assertThat(http.get().uri("/internal/revocations?after=x").with(GATEWAY))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  private JsonNode page(String query) {
    var answer = http.get().uri("/internal/revocations" + query).with(GATEWAY).exchange();
    assertThat(answer).hasStatusOk();
    return json.readTree(answer.getResponse().getContentAsByteArray());
  }
}
