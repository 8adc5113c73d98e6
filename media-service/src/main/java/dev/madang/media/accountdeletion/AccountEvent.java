package dev.madang.media.accountdeletion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.media.UserId;

/** An event of user-service, as far as this service reads it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(String type, Data data) {

  static final String DELETION_REQUESTED = "madang.account.deletion-requested.v1";

  AccountEvent {
    requireNonNull(type, "event without type");
    requireNonNull(data, "event without data");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Data(UserId userId) {

    Data {
      requireNonNull(userId, "event without userId");
    }
  }
}
