package dev.madang.notification.recipient;

import java.util.Optional;

/** Whom user ids stand for. */
public interface Recipients {

  /**
   * Asks user-service.
   *
   * @return empty when there is no such user, which is not the same as no answer
   * @throws org.springframework.web.client.RestClientException when user-service cannot tell
   */
  Optional<Recipient> find(UserId id);
}
