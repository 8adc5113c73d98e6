package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.recipient.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
record AccountOpened(UserId userId) {

  static final String TYPE = "madang.account.opened.v1";

  AccountOpened {
    requireNonNull(userId, "an account without user");
  }
}
