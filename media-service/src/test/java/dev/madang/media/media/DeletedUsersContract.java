package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.DeletedUsers.DeletionCounts;
import dev.madang.media.media.DeletedUsers.OtherCounts;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link DeletedUsers}. */
abstract class DeletedUsersContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());

  abstract MediaCatalog catalog();

  abstract DeletedUsers deletedUsers();

  @Test
  void firstCountsStandAfterErasure() {
    add(kim, Optional.of(new IdempotencyKey("first-try")));
    add(kim, Optional.empty());

    assertThat(deletedUsers().markDeleted(kim, new OtherCounts(0, 3, 6, 2), NOW))
        .isEqualTo(new DeletionCounts(2, new OtherCounts(0, 3, 6, 2), NOW));
    deletedUsers().eraseItems(kim);

    assertThat(deletedUsers().markDeleted(kim, new OtherCounts(0, 0, 0, 0), NOW.plusSeconds(1)))
        .isEqualTo(new DeletionCounts(2, new OtherCounts(0, 3, 6, 2), NOW));
    assertThat(catalog().newest(kim, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void trashedItemsAreCountedAndErasedToo() {
    var media = add(kim, Optional.empty());
    catalog().updateOwnerAttributes(media, media.attributes().inTrashSince(NOW));
    catalog()
        .registerDiscovered(
            MediaItem.discovered(
                kim,
                MediaId.next(),
                "holiday/1.jpg",
                new DeclaredFile("1.jpg", "image/jpeg", 1, Optional.empty())));

    assertThat(deletedUsers().markDeleted(kim, new OtherCounts(0, 0, 0, 0), NOW).mediaItems())
        .isEqualTo(2);
    deletedUsers().eraseItems(kim);

    assertThat(catalog().all(kim)).isEmpty();
    assertThat(catalog().inTrash(kim, Optional.empty(), 10)).isEmpty();
    assertThat(catalog().inTrashBefore(NOW.plusSeconds(1)))
        .doesNotContain(new MediaCatalog.MediaKey(kim, media.id()));
    assertThat(catalog().findAt(kim, "holiday/1.jpg")).isEmpty();
  }

  @Test
  void deletedUsersAreKnown() {
    assertThat(deletedUsers().isDeleted(kim)).isFalse();

    deletedUsers().markDeleted(kim, new OtherCounts(0, 0, 0, 0), NOW);
    deletedUsers().eraseItems(kim);

    assertThat(deletedUsers().isDeleted(kim)).isTrue();
    assertThat(deletedUsers().isDeleted(lee)).isFalse();
  }

  @Test
  void otherUsersKeepTheirItems() {
    var media = add(lee, Optional.empty());

    deletedUsers().markDeleted(kim, new OtherCounts(0, 0, 0, 0), NOW);
    deletedUsers().eraseItems(kim);

    assertThat(catalog().find(lee, media.id())).contains(media);
  }

  @Test
  void manyItemsAreAllErased() {
    for (int i = 0; i < 60; i++) {
      add(kim, Optional.of(new IdempotencyKey("try-" + i)));
    }

    assertThat(deletedUsers().markDeleted(kim, new OtherCounts(0, 0, 0, 0), NOW).mediaItems())
        .isEqualTo(60);
    deletedUsers().eraseItems(kim);

    assertThat(catalog().newest(kim, Optional.empty(), 100)).isEmpty();
  }

  private MediaItem add(UserId userId, Optional<IdempotencyKey> key) {
    var id = MediaId.next();
    var media =
        MediaItem.pending(userId, id, new DeclaredFile("photo.jpg", "image/jpeg", 1, id.value()));
    assertThat(catalog().register(media, key)).isEqualTo(new RegisterResult.Added(media));
    return media;
  }
}
