package dev.madang.media.accountdeletion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.media.UserId;

/** An event of user-service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(String type, Data data) {

  static final String DELETION_REQUESTED = "madang.account.deletion-requested.v1";

  AccountEvent {
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Data(UserId userId) {

    Data {
      requireNonNull(userId, "an account without user");
    }
  }
}
