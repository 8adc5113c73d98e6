package dev.madang.notification.recipient;

import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The one question that we ask user-service. */
interface UserService {

  @GetExchange("/internal/users/{id}")
  @ClientRegistrationId("services")
  Recipient user(@PathVariable String id);
}
