package dev.madang.user.session;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A ULID: a later revocation has a greater id. */
record RevocationId(String value) implements Comparable<RevocationId> {

  RevocationId {
    value = Ulid.from(value).toString();
  }

  static RevocationId at(Instant now) {
    return new RevocationId(UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString());
  }

  /** Smaller than every id of that time. */
  static RevocationId before(Instant time) {
    return new RevocationId(Ulid.min(time.toEpochMilli()).toString());
  }

  RevocationId max(RevocationId other) {
    return compareTo(other) >= 0 ? this : other;
  }

  LocalDate day() {
    return LocalDate.ofInstant(Ulid.from(value).getInstant(), ZoneOffset.UTC);
  }

  @Override
  public int compareTo(RevocationId other) {
    return value.compareTo(other.value);
  }
}
