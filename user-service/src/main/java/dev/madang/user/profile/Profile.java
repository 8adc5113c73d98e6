package dev.madang.user.profile;

import dev.madang.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * The profile of a user.
 *
 * @param email verified
 * @param locale the language, and possibly the country, of the user
 * @param avatarMediaId a media item of the user
 * @param version 1 at first, incremented by each update
 * @param createdAt in milliseconds
 */
public record Profile(
    UserId id,
    String email,
    String displayName,
    Optional<Locale> locale,
    Optional<ZoneId> timeZone,
    Optional<MediaId> avatarMediaId,
    long version,
    Instant createdAt) {

  /** A new profile; the display name of a user without a name is the email address. */
  public static Profile create(UserId id, String email, String displayName, Instant now) {
    return create(id, email, displayName, Optional.empty(), Optional.empty(), now);
  }

  /**
   * A new profile with a known language and time zone.
   *
   * @param displayName as in Cognito; invisible characters and those behind the 100th are removed
   */
  public static Profile create(
      UserId id,
      String email,
      String displayName,
      Optional<Locale> locale,
      Optional<ZoneId> timeZone,
      Instant now) {
    var name = DisplayName.cleaned(displayName);
    return new Profile(
        id,
        email,
        name.isEmpty() ? DisplayName.cleaned(email) : name,
        locale,
        timeZone,
        Optional.empty(),
        1,
        Instant.ofEpochMilli(now.toEpochMilli()));
  }

  /** This profile after an update. */
  Profile with(ProfileUpdate update) {
    return new Profile(
        id,
        email,
        update.displayName().orElse(displayName),
        update.locale().orElse(locale),
        update.timeZone().orElse(timeZone),
        update.avatarMediaId().orElse(avatarMediaId),
        version + 1,
        createdAt);
  }
}
