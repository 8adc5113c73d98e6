package dev.madang.user.export;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** What we ask notification-service for an export; the user gets it as it is answered. */
interface UserNotifications {

  @GetExchange("/internal/users/{user}/notifications")
  @ClientRegistrationId("services")
  Page notifications(
      @PathVariable String user, @RequestParam(required = false) Optional<String> cursor);

  record Page(List<JsonNode> items, Optional<String> next) {}
}
