package dev.madang.user.account;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Where a user may live. */
public final class TimeZones {

  private static final Set<String> IDS = Set.copyOf(ZoneId.getAvailableZoneIds());

  private TimeZones() {}

  /** A zone by its IANA id; an offset is none. */
  public static Optional<ZoneId> known(String id) {
    return IDS.contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
  }
}
