package dev.madang.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevocationSetTests {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  private final RevocationSet revoked = new RevocationSet();

  @Test
  void findsEachOfManyAndNoOther() {
    var random = new Random(7);
    var ids = Stream.generate(() -> id(random)).limit(100_000).toList();
    var others = Stream.generate(() -> id(random)).limit(100_000).toList();
    ids.forEach(it -> revoked.add(it, NOW.plusSeconds(3600)));
    ids.forEach(it -> revoked.add(it, NOW.plusSeconds(3600)));

    assertThat(revoked.size()).isEqualTo(100_000);
    assertThat(ids).allMatch(it -> revoked.contains(it));
    assertThat(others).noneMatch(it -> revoked.contains(it));
  }

  @Test
  void dropsWhatExpiresAndKeepsTheRest() {
    var random = new Random(7);
    var ids = Stream.generate(() -> id(random)).limit(1000).toList();
    for (var i = 0; i < 1000; i++) {
      revoked.add(ids.get(i), NOW.plus(Duration.ofMinutes(i)));
    }

    revoked.removeExpired(NOW.plus(Duration.ofMinutes(500)));

    assertThat(revoked.size()).isBetween(500, 502);
    assertThat(ids.subList(502, 1000)).allMatch(it -> revoked.contains(it));
    assertThat(ids.subList(0, 498)).noneMatch(it -> revoked.contains(it));
    revoked.removeExpired(NOW.plus(Duration.ofDays(1)));
    assertThat(revoked.size()).isZero();
  }

  private static String id(Random random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
