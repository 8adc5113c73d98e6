package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A developer reads the documentation of the API. */
class ApiDocsTests {

  private final Api anyone = Api.withoutToken();

  @Test
  void docsPageIsServed() {
    assertThat(anyone.get("/docs/index.html").expect(200).text())
        .contains("<title>", "/docs/page.js");
  }

  @Test
  void yamlSpecIsServedWithTheAddressOfTheGateway() {
    assertThat(anyone.get("/openapi.yaml").expect(200).text())
        .containsPattern("(?m)^openapi: 3")
        .contains(Madang.GATEWAY.toString())
        .doesNotContain("/internal");
  }

  @Test
  void jsonSpecHasThePublicOperationsOfAllServices() {
    var spec = anyone.get("/openapi.json").expect(200).json();

    assertThat(spec.path("servers").valueStream().map(it -> it.path("url").asString()))
        .containsExactly(Madang.GATEWAY.toString());
    assertThat(spec.path("paths").propertyNames())
        .contains("/v1/me", "/v1/media", "/v1/notifications")
        .allMatch(path -> path.startsWith("/v1/"));
  }
}
