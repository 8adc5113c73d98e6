package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Albums.Added;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every shelf of albums promises. */
abstract class AlbumsContract {

  private final OwnerId kim = new OwnerId(UUID.randomUUID().toString());
  private final OwnerId lee = new OwnerId(UUID.randomUUID().toString());

  abstract Albums albums();

  @Test
  void anAlbumIsReadAsItWasWritten() {
    var album = added("Holiday");

    assertThat(albums().find(kim, album.id())).contains(album);
  }

  @Test
  void anotherOwnerHasNoSuchAlbum() {
    var album = added("Holiday");
    var lees = Album.asked(lee, album.id(), "Holiday");

    assertThat(albums().find(lee, album.id())).isEmpty();
    assertThat(albums().newest(lee, Optional.empty(), 10)).isEmpty();
    assertThat(albums().standing(lee, Set.of(album.id()))).isEmpty();
    assertThatThrownBy(() -> albums().rename(lees, "Mine")).isInstanceOf(AlbumNotFound.class);
    albums().remove(lee, album.id());
    assertThat(albums().find(kim, album.id())).contains(album);
  }

  @Test
  void theSameKeyAsksForTheSameAlbum() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");

    assertThat(albums().add(first, key)).isEqualTo(new Added.Kept(first));
    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Kept(first));
    assertThat(albums().newest(kim, Optional.empty(), 10)).containsExactly(first);
  }

  @Test
  void theSameKeyFindsAnAlbumThatWasRenamedSince() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");
    albums().add(first, key);
    var renamed = albums().rename(first, "Summer");

    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Kept(renamed));
  }

  @Test
  void aKeyIsForOneNameAndOneOwner() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    albums().add(album("Holiday"), key);
    var lees = Album.asked(lee, AlbumId.next(), "Home");

    assertThat(albums().add(album("Home"), key)).isEqualTo(new Added.KeyReused());
    assertThat(albums().add(lees, key)).isEqualTo(new Added.Kept(lees));
  }

  @Test
  void aKeyBringsNoRemovedAlbumBack() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = album("Holiday");
    albums().add(first, key);
    albums().remove(kim, first.id());

    assertThat(albums().add(album("Holiday"), key)).isEqualTo(new Added.Removed(first.id()));
    assertThat(albums().newest(kim, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void theSecondOfTwoNamesIsNotWritten() {
    var album = added("Holiday");

    var first = albums().rename(album, "Summer");
    var second = albums().rename(album, "Winter");

    assertThat(first.name()).isEqualTo("Summer");
    assertThat(first.revision()).isGreaterThan(album.revision());
    assertThat(second).isEqualTo(first);
    assertThat(albums().find(kim, album.id())).contains(first);
  }

  @Test
  void aRemovedAlbumIsGoneHoweverOftenItIsRemoved() {
    var album = added("Holiday");
    var other = added("Home");

    albums().remove(kim, album.id());
    albums().remove(kim, album.id());

    assertThat(albums().find(kim, album.id())).isEmpty();
    assertThat(albums().newest(kim, Optional.empty(), 10)).containsExactly(other);
    assertThatThrownBy(() -> albums().rename(album, "Summer")).isInstanceOf(AlbumNotFound.class);
  }

  @Test
  void itIsToldWhichAlbumsStand() {
    var standing = new HashSet<AlbumId>();
    for (int i = 0; i < 120; i++) {
      standing.add(added("Album " + i).id());
    }
    var asked = new HashSet<>(standing);
    asked.add(AlbumId.next());

    assertThat(albums().standing(kim, asked)).isEqualTo(standing);
    assertThat(albums().standing(kim, Set.of())).isEmpty();
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
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

  private Album added(String name) {
    var album = album(name);
    albums().add(album, Optional.empty());
    return album;
  }

  private Album album(String name) {
    return Album.asked(kim, AlbumId.next(), name);
  }
}
