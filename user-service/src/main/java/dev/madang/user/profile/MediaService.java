package dev.madang.user.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The one operation of media-service that profiles need. */
interface MediaService {

  @GetExchange("/internal/users/{userId}/media/{id}")
  @ClientRegistrationId("services")
  MediaItem mediaItem(@PathVariable String userId, @PathVariable String id);

  @JsonIgnoreProperties(ignoreUnknown = true)
  record MediaItem(String status) {}
}
