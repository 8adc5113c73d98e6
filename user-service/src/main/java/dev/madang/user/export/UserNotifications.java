package dev.madang.user.export;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** The list of notification-service that an export contains as it is. */
interface UserNotifications {

  @GetExchange("/internal/users/{userId}/notifications")
  @ClientRegistrationId("services")
  NotificationPage notifications(
      @PathVariable String userId, @RequestParam(required = false) Optional<String> cursor);

  record NotificationPage(List<JsonNode> items, Optional<String> next) {}
}
