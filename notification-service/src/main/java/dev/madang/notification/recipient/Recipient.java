package dev.madang.notification.recipient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** How to address a user. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Recipient(String email, String displayName) {

  /** Without the address, which no log needs. */
  @Override
  public String toString() {
    return "Recipient[…]";
  }
}
