package dev.madang.user.export;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** The list of media-service that an export contains as it is. */
interface UserMedia {

  @GetExchange("/internal/users/{userId}/media")
  @ClientRegistrationId("services")
  MediaPage media(
      @PathVariable String userId, @RequestParam(required = false) Optional<String> cursor);

  record MediaPage(List<JsonNode> items, Optional<String> next) {}
}
