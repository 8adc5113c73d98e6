package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.catalog.Closures.Counted;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every record of those who left promises. */
abstract class ClosuresContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

  private final OwnerId kim = new OwnerId(UUID.randomUUID().toString());
  private final OwnerId lee = new OwnerId(UUID.randomUUID().toString());

  abstract MediaCatalog catalog();

  abstract Closures closures();

  @Test
  void theFirstCountStandsAlsoWhenAllIsRemoved() {
    add(kim, Optional.of(new IdempotencyKey("first-try")));
    add(kim, Optional.empty());

    assertThat(closures().close(kim, 3, 6, 2, NOW)).isEqualTo(new Counted(2, 3, 6, 2, NOW));
    closures().removeAllOf(kim);

    assertThat(closures().close(kim, 0, 0, 0, NOW.plusSeconds(1)))
        .isEqualTo(new Counted(2, 3, 6, 2, NOW));
    assertThat(catalog().newest(kim, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void whatIsInTheTrashIsCountedAndRemovedToo() {
    var media = add(kim, Optional.empty());
    catalog().place(media, media.placement().inTrashSince(NOW));
    catalog()
        .addFound(
            Media.found(
                kim,
                MediaId.next(),
                "holiday/1.jpg",
                new Announced("1.jpg", "image/jpeg", 1, Optional.empty())));

    assertThat(closures().close(kim, 0, 0, 0, NOW).media()).isEqualTo(2);
    closures().removeAllOf(kim);

    assertThat(catalog().all(kim)).isEmpty();
    assertThat(catalog().inTrash(kim, Optional.empty(), 10)).isEmpty();
    assertThat(catalog().inTrashBefore(NOW.plusSeconds(1)))
        .doesNotContain(new MediaCatalog.Place(kim, media.id()));
    assertThat(catalog().findAt(kim, "holiday/1.jpg")).isEmpty();
  }

  @Test
  void itIsKnownWhoHasLeft() {
    assertThat(closures().isClosed(kim)).isFalse();

    closures().close(kim, 0, 0, 0, NOW);
    closures().removeAllOf(kim);

    assertThat(closures().isClosed(kim)).isTrue();
    assertThat(closures().isClosed(lee)).isFalse();
  }

  @Test
  void nobodyElseLosesAnything() {
    var media = add(lee, Optional.empty());

    closures().close(kim, 0, 0, 0, NOW);
    closures().removeAllOf(kim);

    assertThat(catalog().find(lee, media.id())).contains(media);
  }

  @Test
  void manyMediaAreAllRemoved() {
    for (int i = 0; i < 60; i++) {
      add(kim, Optional.of(new IdempotencyKey("try-" + i)));
    }

    assertThat(closures().close(kim, 0, 0, 0, NOW).media()).isEqualTo(60);
    closures().removeAllOf(kim);

    assertThat(catalog().newest(kim, Optional.empty(), 100)).isEmpty();
  }

  private Media add(OwnerId owner, Optional<IdempotencyKey> key) {
    var id = MediaId.next();
    var media = Media.pending(owner, id, new Announced("photo.jpg", "image/jpeg", 1, id.value()));
    assertThat(catalog().wish(media, key)).isEqualTo(new Wish.Added(media));
    return media;
  }
}
