package dev.madang.notification.recipient;

import dev.madang.notification.UserId;
import java.util.Optional;

public interface Recipients {

  /**
   * Reads name and address of a user.
   *
   * @return empty if the user does not exist
   * @throws org.springframework.web.client.RestClientException if user-service fails or does not
   *     respond
   */
  Optional<Recipient> find(UserId id);
}
