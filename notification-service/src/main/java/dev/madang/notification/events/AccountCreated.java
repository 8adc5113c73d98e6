package dev.madang.notification.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
record AccountCreated(UserId userId) {

  static final String TYPE = "madang.account.created.v1";

  AccountCreated {
    requireNonNull(userId, "userId is required");
  }
}
