package dev.madang.media.closure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.media.catalog.OwnerId;

/** An event of user-service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(String type, Data data) {

  static final String CLOSED = "madang.account.closed.v1";

  AccountEvent {
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Data(OwnerId userId) {

    Data {
      requireNonNull(userId, "an account without user");
    }
  }
}
