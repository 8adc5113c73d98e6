package dev.madang.media.share;

import static dev.madang.defaults.problem.CommonProblem.INVALID_CURSOR;
import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;
import static dev.madang.media.MediaProblem.SHARED_ITEM_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_INVALID;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_REQUIRED;
import static dev.madang.media.TestProblems.problem;
import static dev.madang.media.share.TestShareLinks.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.Cursor;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.album.Album;
import dev.madang.media.album.MemoryAlbums;
import dev.madang.media.cdn.CdnInvalidation;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.media.MemoryMediaCatalog;
import dev.madang.media.share.ShareLink.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a share link, with interruptions. */
class ShareAccessTests {

  private static final UserId KIM = new UserId("kim");
  private static final Optional<ShareAccessToken> NO_ACCESS = Optional.empty();

  private final MemoryShareLinks shares = new MemoryShareLinks();
  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final MemoryAlbums albums = new MemoryAlbums();
  private final MemorySharedCopies bucket = new MemorySharedCopies();
  private final AdjustableClock clock = new AdjustableClock(NOW);
  private final SharePasswords passwords = new SharePasswords();
  private final List<String> purged = new ArrayList<>();
  private final ShareRevocation revocations = new ShareRevocation(shares, bucket, cdn(), clock);
  private MediaItem photo = MediaItem.pending(KIM, MediaId.next(), declared());

  @BeforeEach
  void givenReadyPhoto() {
    catalog.registerDiscovered(photo);
    photo = ready(photo, "v1");
  }

  @Test
  void linkIsValidForAWeekByDefault() {
    var secret = shared(Optional.empty());

    clock.pass(Duration.ofDays(7));
    assertThat(list(secret)).containsExactly(photo);
    clock.pass(Duration.ofHours(1));
    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
  }

  @Test
  void revokedLinkShowsNothingAndItsCopiesAreDeleted() {
    var secret = shared(Optional.empty());
    renditionUrl(secret, bucket);
    assertThat(bucket.all()).hasSize(1);

    revocations.revoke(KIM, id(secret));

    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(1);
  }

  @Test
  void interruptedRevocationIsCompletedByARetry() {
    var secret = shared(Optional.empty());
    renditionUrl(secret, bucket);
    shares.revoke(KIM, id(secret), NOW);
    assertThat(bucket.all()).hasSize(1);

    revocations.revoke(KIM, id(secret));

    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(1);
  }

  @Test
  void copyCreatedDuringRevocationIsDeleted() {
    var secret = shared(Optional.empty());
    var late =
        new MemorySharedCopies() {
          @Override
          public CopyResult copy(String from, CopyLocation to, String contentType) {
            revocations.revoke(KIM, id(secret));
            return super.copy(from, to, contentType);
          }
        };
    late.put("kim/v1/small.jpg");

    assertThatThrownBy(() -> renditionUrl(secret, late)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThat(late.all()).isEmpty();
  }

  @Test
  void trashedItemIsHiddenUntilRestored() {
    var secret = shared(Optional.empty());
    var deleted =
        catalog.updateOwnerAttributes(photo, photo.attributes().inTrashSince(NOW)).orElseThrow();

    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> renditionUrl(secret, bucket))
        .satisfies(problem(SHARED_ITEM_NOT_FOUND));

    catalog.updateOwnerAttributes(deleted, deleted.attributes().restored());
    assertThat(list(secret)).hasSize(1);
  }

  @Test
  void reprocessedItemIsHiddenUntilItsNewRenditionsAreReady() {
    var secret = shared(Optional.empty());
    var first = renditionUrl(secret, bucket);
    var again = catalog.updateState(photo, photo.with("v2", new State.Processing())).orElseThrow();

    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> renditionUrl(secret, bucket))
        .satisfies(problem(SHARED_ITEM_NOT_FOUND));

    ready(again, "v2");
    assertThat(renditionUrl(secret, bucket)).isNotEqualTo(first);
  }

  @Test
  void otherItemsOfTheOwnerAreNotFound() {
    var secret = shared(Optional.empty());
    var other = MediaItem.pending(KIM, MediaId.next(), declared());
    catalog.registerDiscovered(other);
    ready(other, "v1");
    var share = access(bucket).open(secret, NO_ACCESS);

    for (var item :
        List.of(share.key().encryptId(other.id()), other.id().value(), "x", "A".repeat(22))) {
      assertThatThrownBy(() -> access(bucket).renditionUrl(share, item, "small", "*/*"))
          .satisfies(problem(SHARED_ITEM_NOT_FOUND));
    }
  }

  @Test
  void albumLinkShowsCurrentItems() {
    var album = album();
    var in =
        catalog
            .updateOwnerAttributes(photo, photo.attributes().in(Optional.of(album)))
            .orElseThrow();
    var pending = MediaItem.pending(KIM, MediaId.next(), declared());
    pending = catalog.registerDiscovered(pending);
    catalog.updateOwnerAttributes(pending, pending.attributes().in(Optional.of(album)));
    var outside = MediaItem.pending(KIM, MediaId.next(), declared());
    catalog.registerDiscovered(outside);
    ready(outside, "v1");
    var secret = shared(new Target.WholeAlbum(album));

    assertThat(list(secret)).containsExactly(in);
    assertThat(renditionUrl(secret, bucket)).isNotNull();

    catalog.updateOwnerAttributes(in, in.attributes().in(Optional.empty()));
    assertThat(list(secret)).isEmpty();
    assertThatThrownBy(() -> renditionUrl(secret, bucket))
        .satisfies(problem(SHARED_ITEM_NOT_FOUND));
  }

  @Test
  void deletedAlbumIsNotFound() {
    var album = album();
    catalog.updateOwnerAttributes(photo, photo.attributes().in(Optional.of(album)));
    var secret = shared(new Target.WholeAlbum(album));

    albums.remove(KIM, album);

    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> renditionUrl(secret, bucket)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> shared(new Target.WholeAlbum(album)))
        .satisfies(problem(ALBUM_NOT_FOUND));
  }

  @Test
  void pagesOfAnAlbumAreComplete() {
    var album = album();
    var all = new ArrayList<MediaItem>();
    for (int i = 0; i < 5; i++) {
      var media = catalog.registerDiscovered(MediaItem.pending(KIM, MediaId.next(), declared()));
      media =
          catalog
              .updateOwnerAttributes(media, media.attributes().in(Optional.of(album)))
              .orElseThrow();
      all.addFirst(i == 2 ? media : ready(media, "v1"));
    }
    all.remove(2);
    var share = access(bucket).open(shared(new Target.WholeAlbum(album)), NO_ACCESS);

    var seen = new ArrayList<MediaItem>();
    var next = Optional.<Cursor>empty();
    do {
      var page = access(bucket).list(share, next, 2);
      seen.addAll(page.items());
      next = page.next().map(Cursor::new);
    } while (next.isPresent());

    assertThat(seen).containsExactlyElementsOf(all);
    assertThatThrownBy(() -> access(bucket).list(share, Optional.of(new Cursor("x")), 2))
        .satisfies(problem(INVALID_CURSOR));
  }

  @Test
  void accessTokenOfThePasswordExpiresAfterFifteenMinutes() {
    var secret = shared(Optional.of("open sesame"));
    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_PASSWORD_REQUIRED));

    var access = access(bucket).unlock(secret, "open sesame");

    assertThat(access(bucket).open(secret, Optional.of(access.access()))).isNotNull();
    assertThat(access.expiresAt()).isBetween(NOW.plusSeconds(899), NOW.plusSeconds(900));
    clock.pass(Duration.ofMinutes(15));
    assertThatThrownBy(() -> access(bucket).open(secret, Optional.of(access.access())))
        .satisfies(problem(SHARE_PASSWORD_REQUIRED));
  }

  @Test
  void accessTokenIsValidForItsLinkOnly() {
    var one = shared(Optional.of("open sesame"));
    var other = shared(Optional.of("open sesame"));
    var access = access(bucket).unlock(one, "open sesame").access();

    assertThatThrownBy(() -> access(bucket).open(other, Optional.of(access)))
        .satisfies(problem(SHARE_PASSWORD_REQUIRED));
  }

  @Test
  void lockoutRejectsTheRightPasswordButKeepsAccessTokens() {
    var secret = shared(Optional.of("open sesame"));
    var access = access(bucket).unlock(secret, "open sesame").access();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> access(bucket).unlock(secret, "open barley"))
          .satisfies(problem(SHARE_PASSWORD_INVALID));
    }

    assertThatThrownBy(() -> access(bucket).unlock(secret, "open sesame"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it -> {
              assertThat(it.problemType()).isEqualTo(TOO_MANY_REQUESTS);
              assertThat(it.getHeaders().getFirst("Retry-After")).isEqualTo("901");
            });
    assertThat(access(bucket).open(secret, Optional.of(access))).isNotNull();
    clock.pass(Duration.ofMinutes(15));
    assertThat(access(bucket).unlock(secret, "open sesame")).isNotNull();
  }

  @Test
  void passwordIsComparedInUnicodeNormalForm() {
    var secret = shared(Optional.of("caf\u00e9 noir"));

    assertThat(access(bucket).unlock(secret, "cafe\u0301 noir")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "é"})
  void malformedSecretIsNotFound(String secret) {
    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> access(bucket).unlock(secret, "open sesame"))
        .satisfies(problem(SHARE_LINK_NOT_FOUND));
  }

  @Test
  void itemThatIsNotReadyCannotBeShared() {
    var pending = MediaItem.pending(KIM, MediaId.next(), declared());
    catalog.registerDiscovered(pending);

    assertThatThrownBy(() -> sharing().create(KIM, options(pending.id(), Optional.empty())))
        .satisfies(problem(MEDIA_NOT_READY));
  }

  @Test
  void accountDeletionRemovesLinksAndCopies() {
    var secret = shared(Optional.empty());
    renditionUrl(secret, bucket);
    revocations.revoke(KIM, id(shared(Optional.empty())));
    purged.clear();

    assertThat(revocations.countOf(KIM)).isEqualTo(1);
    revocations.removeAllOf(KIM);
    revocations.removeAllOf(KIM);

    assertThat(shares.allOf(KIM)).isEmpty();
    assertThat(bucket.all()).isEmpty();
    assertThat(purged).hasSize(2);
    assertThatThrownBy(() -> list(secret)).satisfies(problem(SHARE_LINK_NOT_FOUND));
  }

  private String shared(Optional<String> password) {
    var link = sharing().create(KIM, options(photo.id(), password)).link().toString();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private String shared(Target target) {
    var options =
        new ShareLinkService.ShareLinkOptions(
            target, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    var link = sharing().create(KIM, options).link().toString();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private AlbumId album() {
    var album = Album.create(KIM, AlbumId.next(), "Kim's garden");
    albums.add(album, Optional.empty());
    return album.id();
  }

  private static ShareLinkService.ShareLinkOptions options(
      MediaId media, Optional<String> password) {
    return new ShareLinkService.ShareLinkOptions(
        new Target.OneMedia(media),
        Optional.empty(),
        Optional.empty(),
        password,
        false,
        Optional.empty());
  }

  private List<MediaItem> list(String secret) {
    return access(bucket)
        .list(access(bucket).open(secret, NO_ACCESS), Optional.empty(), 20)
        .items();
  }

  private URI renditionUrl(String secret, SharedCopies copies) {
    var share = access(copies).open(secret, NO_ACCESS);
    return access(copies).renditionUrl(share, share.key().encryptId(photo.id()), "small", "*/*");
  }

  private MediaItem ready(MediaItem media, String version) {
    var key = "%s/%s/small.jpg".formatted(media.userId(), version);
    bucket.put(key);
    var rendition = new StoredRendition("small", 250, 188, "image/jpeg", 9, key);
    return catalog
        .updateState(
            media, media.with(version, new State.Ready(Optional.empty(), List.of(rendition))))
        .orElseThrow();
  }

  private static DeclaredFile declared() {
    return new DeclaredFile("photo.jpg", "image/jpeg", 9, "sha");
  }

  private static ShareLinkId id(String secret) {
    return new ShareSecret(secret).id();
  }

  private ShareLinkService sharing() {
    return new ShareLinkService(
        shares, catalog, albums, passwords, TestShareLinks.properties(), clock);
  }

  private ShareAccess access(SharedCopies copies) {
    return new ShareAccess(
        shares, catalog, albums, copies, links(), passwords, TestShareLinks.properties(), clock);
  }

  private static RenditionLinks links() {
    return new RenditionLinks() {
      @Override
      public Link to(String key) {
        throw new AssertionError("visitors have no session");
      }

      @Override
      public Link temporaryUrl(String key, Duration validity) {
        return new Link(
            URI.create("https://pictures.example/" + key), Optional.of(NOW.plus(validity)));
      }

      @Override
      public Optional<Link> negotiatedUrl(String key) {
        throw new AssertionError("visitors have no session");
      }
    };
  }

  private CdnInvalidation cdn() {
    return new CdnInvalidation() {
      @Override
      public InvalidationResult purge(String userId) {
        throw new AssertionError("only share links are invalidated");
      }

      @Override
      public InvalidationResult purgePublic(List<String> mediaIds) {
        throw new AssertionError("only share links are invalidated");
      }

      @Override
      public InvalidationResult purgeShared(List<String> folders) {
        purged.addAll(folders);
        return new InvalidationResult.Requested();
      }
    };
  }
}
