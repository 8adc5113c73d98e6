package dev.madang.user.export;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** What we ask media-service for an export; the user gets it as it is answered. */
interface UserMedia {

  @GetExchange("/internal/owners/{owner}/media")
  @ClientRegistrationId("services")
  Page media(@PathVariable String owner, @RequestParam(required = false) Optional<String> before);

  record Page(List<JsonNode> items, Optional<String> next) {}
}
