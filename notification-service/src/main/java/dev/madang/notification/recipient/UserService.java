package dev.madang.notification.recipient;

import dev.madang.notification.UserId;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

interface UserService {

  @GetExchange("/internal/users/{userId}")
  @ClientRegistrationId("services")
  Recipient getUser(@PathVariable UserId userId);
}
