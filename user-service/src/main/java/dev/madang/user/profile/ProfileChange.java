package dev.madang.user.profile;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user changes. What is empty stays as it is; an {@code Optional} within one is the new
 * value, or none.
 */
public record ProfileChange(
    Optional<String> displayName,
    Optional<Optional<Locale>> locale,
    Optional<Optional<ZoneId>> timeZone,
    Optional<Optional<MediaId>> avatar) {

  public static ProfileChange nothing() {
    return new ProfileChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public ProfileChange displayName(String name) {
    return new ProfileChange(Optional.of(name), locale, timeZone, avatar);
  }

  public ProfileChange locale(Optional<Locale> locale) {
    return new ProfileChange(displayName, Optional.of(locale), timeZone, avatar);
  }

  public ProfileChange timeZone(Optional<ZoneId> timeZone) {
    return new ProfileChange(displayName, locale, Optional.of(timeZone), avatar);
  }

  public ProfileChange avatar(Optional<MediaId> avatar) {
    return new ProfileChange(displayName, locale, timeZone, Optional.of(avatar));
  }
}
