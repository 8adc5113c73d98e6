package dev.madang.media.album;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.TestProblems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.UserId;
import dev.madang.media.album.Albums.Added;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Albums}. */
abstract class AlbumsContract {

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());

  abstract Albums albums();

  @Test
  void albumIsReadAsWritten() {
    var album = added("Holiday");

    assertThat(albums().find(kim, album.id())).contains(album);
  }

  @Test
  void albumsOfOtherUsersAreNotFound() {
    var album = added("Holiday");
    var lees = Album.create(lee, album.id(), "Holiday");

    assertThat(albums().find(lee, album.id())).isEmpty();
    assertThat(albums().newest(lee, Optional.empty(), 10)).isEmpty();
    assertThat(albums().existing(lee, Set.of(album.id()))).isEmpty();
    assertThatThrownBy(() -> albums().rename(lees, "Mine")).satisfies(problem(ALBUM_NOT_FOUND));
    albums().remove(lee, album.id());
    assertThat(albums().find(kim, album.id())).contains(album);
  }

  @Test
  void sameKeyReturnsTheSameAlbum() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");

    assertThat(albums().add(first, key)).isEqualTo(new Added.Created(first));
    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Created(first));
    assertThat(albums().newest(kim, Optional.empty(), 10)).containsExactly(first);
  }

  @Test
  void sameKeyReturnsARenamedAlbum() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");
    albums().add(first, key);
    var renamed = albums().rename(first, "Summer");

    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Created(renamed));
  }

  @Test
  void keyBelongsToOneNameAndOneUser() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    albums().add(album("Holiday"), key);
    var lees = Album.create(lee, AlbumId.next(), "Home");

    assertThat(albums().add(album("Home"), key)).isEqualTo(new Added.IdempotencyConflict());
    assertThat(albums().add(lees, key)).isEqualTo(new Added.Created(lees));
  }

  @Test
  void keyOfARemovedAlbumIsUsedAnew() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");
    albums().add(first, key);
    albums().remove(kim, first.id());

    var second = album("Holiday");
    assertThat(albums().add(second, key)).isEqualTo(new Added.Created(second));
    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Created(second));
    assertThat(albums().newest(kim, Optional.empty(), 10)).containsExactly(second);
  }

  @Test
  void secondOfTwoConcurrentRenamesIsNotWritten() {
    var album = added("Holiday");

    var first = albums().rename(album, "Summer");
    var second = albums().rename(album, "Winter");

    assertThat(first.name()).isEqualTo("Summer");
    assertThat(first.revision()).isGreaterThan(album.revision());
    assertThat(second).isEqualTo(first);
    assertThat(albums().find(kim, album.id())).contains(first);
  }

  @Test
  void removalIsIdempotent() {
    var album = added("Holiday");
    var other = added("Home");

    albums().remove(kim, album.id());
    albums().remove(kim, album.id());

    assertThat(albums().find(kim, album.id())).isEmpty();
    assertThat(albums().newest(kim, Optional.empty(), 10)).containsExactly(other);
    assertThatThrownBy(() -> albums().rename(album, "Summer")).satisfies(problem(ALBUM_NOT_FOUND));
  }

  @Test
  void existingReturnsOnlyExistingAlbums() {
    var existing = new HashSet<AlbumId>();
    for (int i = 0; i < 120; i++) {
      existing.add(added("Album " + i).id());
    }
    var requested = new HashSet<>(existing);
    requested.add(AlbumId.next());

    assertThat(albums().existing(kim, requested)).isEqualTo(existing);
    assertThat(albums().existing(kim, Set.of())).isEmpty();
  }

  @Test
  void pagesContinueBehindTheLastAlbum() {
    var ids = Stream.of("1", "2", "3", "4", "5").map(this::added).map(Album::id).toList();

    assertThat(ids(Optional.empty(), 2)).containsExactly(ids.get(4), ids.get(3));
    added("6");
    assertThat(ids(Optional.of(ids.get(3)), 2)).containsExactly(ids.get(2), ids.get(1));
    assertThat(ids(Optional.of(ids.get(1)), 2)).containsExactly(ids.get(0));
    assertThat(ids(Optional.of(ids.get(0)), 2)).isEmpty();
  }

  private List<AlbumId> ids(Optional<AlbumId> before, int limit) {
    return albums().newest(kim, before, limit).stream().map(Album::id).toList();
  }

  @Test
  void removesAllAlbumsAndKeysOfAUser() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    albums().add(album("Holiday"), key);
    var kims = added("Home");
    var lees = Album.create(lee, AlbumId.next(), "Holiday");
    albums().add(lees, Optional.empty());
    assertThat(albums().count(kim)).isEqualTo(2);

    albums().removeAll(kim);

    assertThat(albums().count(kim)).isZero();
    assertThat(albums().find(kim, kims.id())).isEmpty();
    assertThat(albums().find(lee, lees.id())).contains(lees);
    var other = album("Other");
    assertThat(albums().add(other, key)).isEqualTo(new Added.Created(other));
  }

  private Album added(String name) {
    var album = album(name);
    albums().add(album, Optional.empty());
    return album;
  }

  private Album album(String name) {
    return Album.create(kim, AlbumId.next(), name);
  }
}
