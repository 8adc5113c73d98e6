package dev.madang.user.admin;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** A user to import. */
record ImportRow(
    String email,
    Optional<String> displayName,
    Optional<Locale> locale,
    Optional<ZoneId> timeZone) {

  @Override
  public String toString() {
    return "ImportRow[…]";
  }
}
