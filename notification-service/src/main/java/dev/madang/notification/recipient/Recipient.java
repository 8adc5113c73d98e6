package dev.madang.notification.recipient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Name and address of a user. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Recipient(String email, String displayName) {

  /** Keeps the address out of logs. */
  @Override
  public String toString() {
    return "Recipient[…]";
  }
}
