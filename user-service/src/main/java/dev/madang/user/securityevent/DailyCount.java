package dev.madang.user.securityevent;

import com.github.f4b6a3.ulid.Ulid;
import dev.madang.user.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;

/** The failures of one type and step within a day (UTC). */
record DailyCount(SecurityEventType type, String step, Instant day) {

  static DailyCount at(Instant now, SecurityEventType type, String step) {
    return new DailyCount(type, step, now.truncatedTo(ChronoUnit.DAYS));
  }

  /** Always the same ULID, with the beginning of the day as its time. */
  String id() {
    return new Ulid(day.toEpochMilli(), Arrays.copyOf(Digest.sha256(type.code() + " " + step), 10))
        .toString();
  }

  SecurityEvent toEvent(Instant firstAt, Instant lastAt, long count, ClientInfo client) {
    return new SecurityEvent(
        id(),
        type,
        firstAt,
        client,
        Map.of("step", step, "count", Long.toString(count), "lastAt", lastAt.toString()));
  }
}
