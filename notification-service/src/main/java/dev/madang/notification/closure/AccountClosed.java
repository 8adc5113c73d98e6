package dev.madang.notification.closure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.recipient.UserId;

/** A user has left. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccountClosed(UserId userId) {

  public static final String TYPE = "madang.account.closed.v1";

  public AccountClosed {
    requireNonNull(userId, "an account without user");
  }
}
