package dev.madang.user.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What Madang knows of a user.
 *
 * @param email confirmed by its owner
 * @param locale the language, and perhaps the country, in which the user reads
 * @param avatar a picture of the user's own
 * @param version 1 at first, one more with each change
 * @param openedAt when the profile was made, in milliseconds
 */
public record Profile(
    UserId id,
    String email,
    String displayName,
    Optional<Locale> locale,
    Optional<ZoneId> timeZone,
    Optional<MediaId> avatar,
    long version,
    Instant openedAt) {

  /** A new profile; a user without a name is called by the address. */
  public static Profile opened(UserId id, String email, String displayName, Instant now) {
    return opened(id, email, displayName, Optional.empty(), Optional.empty(), now);
  }

  /**
   * A new profile whose user is known to read this language and to live in this time zone.
   *
   * @param displayName as Cognito keeps it; cleaned and cut to what a user may be called
   */
  public static Profile opened(
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

  /** This profile after a change. */
  Profile with(ProfileChange change) {
    return new Profile(
        id,
        email,
        change.displayName().orElse(displayName),
        change.locale().orElse(locale),
        change.timeZone().orElse(timeZone),
        change.avatar().orElse(avatar),
        version + 1,
        openedAt);
  }
}
