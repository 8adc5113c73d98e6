package dev.madang.media.share;

import static dev.madang.media.share.TestShares.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Album;
import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.InvalidCursor;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MemoryAlbums;
import dev.madang.media.catalog.MemoryMediaCatalog;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.delivery.Cdn;
import dev.madang.media.delivery.Links;
import dev.madang.media.share.Share.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From making a share to its end, with each gap in between. */
class VisitsTests {

  private static final OwnerId KIM = new OwnerId("kim");
  private static final Optional<String> NO_ACCESS = Optional.empty();

  private final MemoryShares shares = new MemoryShares();
  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final MemoryAlbums albums = new MemoryAlbums();
  private final MemorySharedCopies bucket = new MemorySharedCopies();
  private final MovableClock clock = new MovableClock(NOW);
  private final SharePasswords passwords = new SharePasswords();
  private final List<String> purged = new ArrayList<>();
  private final Revocations revocations = new Revocations(shares, bucket, cdn(), clock);
  private Media photo = Media.pending(KIM, MediaId.next(), announced());

  @BeforeEach
  void aPhotoIsReady() {
    catalog.addFound(photo);
    photo = ready(photo, "v1");
  }

  @Test
  void aShareIsOpenForAWeekUnlessSaidOtherwise() {
    var secret = shared(Optional.empty());

    clock.pass(Duration.ofDays(7));
    assertThat(look(secret)).containsExactly(photo);
    clock.pass(Duration.ofHours(1));
    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
  }

  @Test
  void aRevokedShareShowsNothingAndWhatWasGivenOutEnds() {
    var secret = shared(Optional.empty());
    see(secret, bucket);
    assertThat(bucket.all()).hasSize(1);

    revocations.revoke(KIM, id(secret));

    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(1);
  }

  @Test
  void aRevocationThatDiedAfterItsFirstStepIsHealedByAskingAgain() {
    var secret = shared(Optional.empty());
    see(secret, bucket);
    shares.revoke(KIM, id(secret), NOW);
    assertThat(bucket.all()).hasSize(1);

    revocations.revoke(KIM, id(secret));

    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(1);
  }

  @Test
  void aCopyThatIsMadeWhileTheShareIsRevokedDoesNotStay() {
    var secret = shared(Optional.empty());
    var late =
        new MemorySharedCopies() {
          @Override
          public Kept keep(String from, Place to, String contentType) {
            revocations.revoke(KIM, id(secret));
            return super.keep(from, to, contentType);
          }
        };
    late.put("kim/v1/small.jpg");

    assertThatThrownBy(() -> see(secret, late)).isInstanceOf(ShareNotFound.class);
    assertThat(late.all()).isEmpty();
  }

  @Test
  void whatIsInTheTrashIsNotShownUntilItIsRestored() {
    var secret = shared(Optional.empty());
    var deleted = catalog.place(photo, photo.placement().inTrashSince(NOW));

    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
    assertThatThrownBy(() -> see(secret, bucket)).isInstanceOf(SharedItemNotFound.class);

    catalog.place(deleted, deleted.placement().restored());
    assertThat(look(secret)).hasSize(1);
  }

  @Test
  void whatIsProcessedAnewIsNotShownAndThenItsNewPictureIs() {
    var secret = shared(Optional.empty());
    var first = see(secret, bucket);
    var again = catalog.advance(photo, photo.with("v2", new State.Processing()));

    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
    assertThatThrownBy(() -> see(secret, bucket)).isInstanceOf(SharedItemNotFound.class);

    ready(again, "v2");
    assertThat(see(secret, bucket)).isNotEqualTo(first);
  }

  @Test
  void noOtherMediaOfTheOwnerIsInTheShare() {
    var secret = shared(Optional.empty());
    var other = Media.pending(KIM, MediaId.next(), announced());
    catalog.addFound(other);
    ready(other, "v1");
    var share = visits(bucket).open(secret, NO_ACCESS);

    for (var item :
        List.of(share.key().item(other.id()), other.id().value(), "x", "A".repeat(22))) {
      assertThatThrownBy(() -> visits(bucket).rendition(share, item, "small", "*/*"))
          .isInstanceOf(SharedItemNotFound.class);
    }
  }

  @Test
  void anAlbumShowsWhatIsInItNow() {
    var album = album();
    var in = catalog.place(photo, photo.placement().in(Optional.of(album)));
    var unready = Media.pending(KIM, MediaId.next(), announced());
    unready = catalog.addFound(unready);
    catalog.place(unready, unready.placement().in(Optional.of(album)));
    var outside = Media.pending(KIM, MediaId.next(), announced());
    catalog.addFound(outside);
    ready(outside, "v1");
    var secret = shared(new Target.WholeAlbum(album));

    assertThat(look(secret)).containsExactly(in);
    assertThat(see(secret, bucket)).isNotNull();

    catalog.place(in, in.placement().in(Optional.empty()));
    assertThat(look(secret)).isEmpty();
    assertThatThrownBy(() -> see(secret, bucket)).isInstanceOf(SharedItemNotFound.class);
  }

  @Test
  void anAlbumThatIsRemovedIsNotShownAnyMore() {
    var album = album();
    catalog.place(photo, photo.placement().in(Optional.of(album)));
    var secret = shared(new Target.WholeAlbum(album));

    albums.remove(KIM, album);

    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
    assertThatThrownBy(() -> see(secret, bucket)).isInstanceOf(ShareNotFound.class);
    assertThatThrownBy(() -> shared(new Target.WholeAlbum(album)))
        .isInstanceOf(AlbumNotFound.class);
  }

  @Test
  void pagesOfAnAlbumFollowEachOther() {
    var album = album();
    var all = new ArrayList<Media>();
    for (int i = 0; i < 5; i++) {
      var media = catalog.addFound(Media.pending(KIM, MediaId.next(), announced()));
      media = catalog.place(media, media.placement().in(Optional.of(album)));
      all.addFirst(i == 2 ? media : ready(media, "v1"));
    }
    all.remove(2);
    var share = visits(bucket).open(shared(new Target.WholeAlbum(album)), NO_ACCESS);

    var seen = new ArrayList<Media>();
    var next = Optional.<String>empty();
    do {
      var page = visits(bucket).look(share, next, 2);
      seen.addAll(page.items());
      next = page.next();
    } while (next.isPresent());

    assertThat(seen).containsExactlyElementsOf(all);
    assertThatThrownBy(() -> visits(bucket).look(share, Optional.of("x"), 2))
        .isInstanceOf(InvalidCursor.class);
  }

  @Test
  void aPasswordIsAskedForUntilItIsSaidAndAgainAQuarterOfAnHourLater() {
    var secret = shared(Optional.of("open sesame"));
    assertThatThrownBy(() -> look(secret)).isInstanceOf(SharePasswordNeeded.class);

    var access = visits(bucket).enter(secret, "open sesame");

    assertThat(visits(bucket).open(secret, Optional.of(access.access()))).isNotNull();
    assertThat(access.expiresAt()).isBetween(NOW.plusSeconds(899), NOW.plusSeconds(900));
    clock.pass(Duration.ofMinutes(15));
    assertThatThrownBy(() -> visits(bucket).open(secret, Optional.of(access.access())))
        .isInstanceOf(SharePasswordNeeded.class);
  }

  @Test
  void accessToOneShareIsNoneToAnother() {
    var one = shared(Optional.of("open sesame"));
    var other = shared(Optional.of("open sesame"));
    var access = visits(bucket).enter(one, "open sesame").access();

    assertThatThrownBy(() -> visits(bucket).open(other, Optional.of(access)))
        .isInstanceOf(SharePasswordNeeded.class);
  }

  @Test
  void afterTenWrongPasswordsTheRightOneWaitsTooAndThoseInsideStay() {
    var secret = shared(Optional.of("open sesame"));
    var access = visits(bucket).enter(secret, "open sesame").access();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> visits(bucket).enter(secret, "open barley"))
          .isInstanceOf(SharePasswordWrong.class);
    }

    assertThatThrownBy(() -> visits(bucket).enter(secret, "open sesame"))
        .isInstanceOfSatisfying(
            ShareLocked.class, it -> assertThat(it.rest()).isEqualTo(Duration.ofMinutes(15)));
    assertThat(visits(bucket).open(secret, Optional.of(access))).isNotNull();
    clock.pass(Duration.ofMinutes(15));
    assertThat(visits(bucket).enter(secret, "open sesame")).isNotNull();
  }

  @Test
  void oneLetterWrittenInTwoWaysIsOneLetter() {
    var secret = shared(Optional.of("caf\u00e9 noir"));

    assertThat(visits(bucket).enter(secret, "cafe\u0301 noir")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "é"})
  void whatIsNoSecretIsAnsweredAsAnUnknownOne(String secret) {
    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
    assertThatThrownBy(() -> visits(bucket).enter(secret, "open sesame"))
        .isInstanceOf(ShareNotFound.class);
  }

  @Test
  void nothingIsSharedBeforeItIsReady() {
    var unready = Media.pending(KIM, MediaId.next(), announced());
    catalog.addFound(unready);

    assertThatThrownBy(() -> sharing().share(KIM, wishes(unready.id(), Optional.empty())))
        .isInstanceOf(MediaNotReady.class);
  }

  @Test
  void ofAnOwnerWhoLeavesNoShareAndNoCopyIsLeft() {
    var secret = shared(Optional.empty());
    see(secret, bucket);
    revocations.revoke(KIM, id(shared(Optional.empty())));
    purged.clear();

    assertThat(revocations.countOf(KIM)).isEqualTo(1);
    revocations.removeAllOf(KIM);
    revocations.removeAllOf(KIM);

    assertThat(shares.allOf(KIM)).isEmpty();
    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(2);
    assertThatThrownBy(() -> look(secret)).isInstanceOf(ShareNotFound.class);
  }

  private String shared(Optional<String> password) {
    var link = sharing().share(KIM, wishes(photo.id(), password)).link().toString();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private String shared(Target target) {
    var wishes =
        new Sharing.Wishes(
            target, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    var link = sharing().share(KIM, wishes).link().toString();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private AlbumId album() {
    var album = Album.asked(KIM, AlbumId.next(), "Kim's garden");
    albums.add(album, Optional.empty());
    return album.id();
  }

  private static Sharing.Wishes wishes(MediaId media, Optional<String> password) {
    return new Sharing.Wishes(
        new Target.OneMedia(media),
        Optional.empty(),
        Optional.empty(),
        password,
        false,
        Optional.empty());
  }

  private List<Media> look(String secret) {
    return visits(bucket)
        .look(visits(bucket).open(secret, NO_ACCESS), Optional.empty(), 20)
        .items();
  }

  private URI see(String secret, SharedCopies copies) {
    var share = visits(copies).open(secret, NO_ACCESS);
    return visits(copies).rendition(share, share.key().item(photo.id()), "small", "*/*");
  }

  private Media ready(Media media, String version) {
    var key = "%s/%s/small.jpg".formatted(media.owner(), version);
    bucket.put(key);
    var picture = new Picture("small", 250, 188, "image/jpeg", 9, key);
    return catalog.advance(
        media, media.with(version, new State.Ready(Optional.empty(), List.of(picture))));
  }

  private static Announced announced() {
    return new Announced("photo.jpg", "image/jpeg", 9, "sha");
  }

  private static ShareId id(String secret) {
    return new ShareSecret(secret).id();
  }

  private Sharing sharing() {
    return new Sharing(shares, catalog, albums, passwords, TestShares.properties(), clock);
  }

  private Visits visits(SharedCopies copies) {
    return new Visits(
        shares, catalog, albums, copies, links(), passwords, TestShares.properties(), clock);
  }

  private static Links links() {
    return new Links() {
      @Override
      public Link to(String key) {
        throw new AssertionError("visitors have no session");
      }

      @Override
      public Link lent(String key, Duration validity) {
        return new Link(
            URI.create("https://pictures.example/" + key), Optional.of(NOW.plus(validity)));
      }

      @Override
      public Optional<Link> bestOf(String key) {
        throw new AssertionError("visitors have no session");
      }
    };
  }

  private Cdn cdn() {
    return new Cdn() {
      @Override
      public Purged purge(String owner) {
        throw new AssertionError("nothing but shares is purged");
      }

      @Override
      public Purged purgePublic(List<String> mediaIds) {
        throw new AssertionError("nothing but shares is purged");
      }

      @Override
      public Purged purgeShared(List<String> folders) {
        purged.addAll(folders);
        return new Purged.Paths();
      }
    };
  }
}
