package dev.madang.user.profile;

import static dev.madang.user.UserProblem.AVATAR_NOT_FOUND;

import dev.madang.defaults.web.MergePatch;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of a profile. An empty component stays as it is; an inner {@code Optional} is the new
 * value, or empty to remove the value.
 */
public record ProfileUpdate(
    Optional<String> displayName,
    Optional<Optional<Locale>> locale,
    Optional<Optional<ZoneId>> timeZone,
    Optional<Optional<MediaId>> avatarMediaId) {

  private static final Set<String> FIELDS =
      Set.of("displayName", "locale", "timeZone", "avatarMediaId");
  private static final Set<String> READ_ONLY = Set.of("id", "email", "createdAt");

  /**
   * @throws dev.madang.defaults.problem.ProblemException if a field is unknown, read-only or not
   *     valid
   */
  static ProfileUpdate of(MergePatch patch) {
    patch.allow(FIELDS, READ_ONLY);
    return new ProfileUpdate(
        patch.required("displayName", DisplayName::require),
        patch.removable("locale", Locales::require),
        patch.removable("timeZone", TimeZones::require),
        patch.removable("avatarMediaId", ProfileUpdate::avatar));
  }

  private static MediaId avatar(String id) {
    try {
      return new MediaId(id);
    } catch (IllegalArgumentException malformed) {
      throw AVATAR_NOT_FOUND.exception(malformed);
    }
  }

  public static ProfileUpdate nothing() {
    return new ProfileUpdate(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public ProfileUpdate displayName(String name) {
    return new ProfileUpdate(Optional.of(name), locale, timeZone, avatarMediaId);
  }

  public ProfileUpdate locale(Optional<Locale> locale) {
    return new ProfileUpdate(displayName, Optional.of(locale), timeZone, avatarMediaId);
  }

  public ProfileUpdate timeZone(Optional<ZoneId> timeZone) {
    return new ProfileUpdate(displayName, locale, Optional.of(timeZone), avatarMediaId);
  }

  public ProfileUpdate avatarMediaId(Optional<MediaId> avatar) {
    return new ProfileUpdate(displayName, locale, timeZone, Optional.of(avatar));
  }
}
