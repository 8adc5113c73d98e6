package dev.madang.user.profile;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Time zones of profiles. */
public final class TimeZones {

  static final int MAX_LENGTH = 64;

  /** The characters of an id; a pattern cannot check whether the time zone exists. */
  static final String PATTERN = "^[A-Za-z0-9_+/-]+$";

  private static final Set<String> IDS = Set.copyOf(ZoneId.getAvailableZoneIds());

  private TimeZones() {}

  /**
   * @throws IllegalArgumentException if it is not {@linkplain #known known}
   */
  static ZoneId require(String id) {
    return known(id)
        .orElseThrow(
            () -> new IllegalArgumentException("must be a time zone such as Europe/London"));
  }

  /** A time zone by its IANA id; an offset is not one. */
  public static Optional<ZoneId> known(String id) {
    return IDS.contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
  }
}
