package dev.madang.user.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The one question that we ask media-service of a picture. */
interface MediaService {

  @GetExchange("/internal/owners/{owner}/media/{id}")
  @ClientRegistrationId("services")
  Picture picture(@PathVariable String owner, @PathVariable String id);

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Picture(String state) {}
}
