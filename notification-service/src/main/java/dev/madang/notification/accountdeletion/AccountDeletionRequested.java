package dev.madang.notification.accountdeletion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
public record AccountDeletionRequested(UserId userId) {

  public static final String TYPE = "madang.account.deletion-requested.v1";

  public AccountDeletionRequested {
    requireNonNull(userId, "userId is required");
  }
}
