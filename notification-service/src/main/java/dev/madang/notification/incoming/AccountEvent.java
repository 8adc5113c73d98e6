package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import dev.madang.notification.recipient.UserId;

/** A CloudEvent of user-service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(
    String id,
    String type,
    @JsonTypeInfo(
            use = Id.NAME,
            include = As.EXTERNAL_PROPERTY,
            property = "type",
            visible = true,
            defaultImpl = Unknown.class)
        @JsonSubTypes(@Type(value = AccountOpened.class, name = "madang.account.opened.v1"))
        Fact data) {

  AccountEvent {
    requireNonNull(id, "an event without id");
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  sealed interface Fact {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record AccountOpened(UserId userId) implements Fact {

    AccountOpened {
      requireNonNull(userId, "an account without user");
    }
  }

  /** Told by a newer version of user-service. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Unknown() implements Fact {}
}
