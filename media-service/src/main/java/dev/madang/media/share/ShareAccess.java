package dev.madang.media.share;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.album.Albums;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.share.ShareLink.Target;
import dev.madang.media.share.SharedCopies.CopyLocation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What becomes of who comes with a link. */
@Service
class ShareAccess {

  private final ShareLinks shares;
  private final MediaCatalog catalog;
  private final Albums albums;
  private final SharedCopies copies;
  private final RenditionLinks links;
  private final SharePasswords passwords;
  private final ShareProperties properties;
  private final Clock clock;

  ShareAccess(
      ShareLinks shares,
      MediaCatalog catalog,
      Albums albums,
      SharedCopies copies,
      RenditionLinks links,
      SharePasswords passwords,
      ShareProperties properties,
      Clock clock) {
    this.shares = shares;
    this.catalog = catalog;
    this.albums = albums;
    this.copies = copies;
    this.links = links;
    this.passwords = passwords;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param access what {@link #enter} gave; needed if the share has a password
   */
  ShareLink open(String secret, Optional<String> access) {
    var now = clock.instant();
    var share = found(secret, now);
    if (share.password().isPresent()
        && access.filter(it -> share.key().isAccess(it, now)).isEmpty()) {
      throw new SharePasswordNeeded();
    }
    return share;
  }

  private ShareLink found(String secret, Instant now) {
    return ShareSecret.parse(secret)
        .map(ShareSecret::id)
        .flatMap(shares::find)
        .filter(it -> it.isOpen(now))
        .orElseThrow(ShareNotFound::new);
  }

  /** For who knows the password; if the share has none, for everybody. */
  Access unlock(String secret, String password) {
    var now = clock.instant();
    var share = found(secret, now);
    share.password().ifPresent(kept -> check(share, password, kept, now));
    var end = now.plus(properties.unlockValidity());
    end = end.isAfter(share.expiresAt()) ? share.expiresAt() : end;
    return new Access(share.key().access(end), Instant.ofEpochSecond(end.getEpochSecond()));
  }

  private void check(ShareLink share, String password, String kept, Instant now) {
    switch (shares.attempt(share.id(), now)) {
      case ShareLinks.Attempt.Locked(var until) ->
          throw new ShareLocked(Duration.between(now, until));
      case ShareLinks.Attempt.Allowed() -> {
        if (!passwords.matches(password, kept)) {
          throw new SharePasswordWrong();
        }
        shares.succeeded(share.id());
      }
    }
  }

  /**
   * What there is to see just now, newest first.
   *
   * @param cursor the next of the page before
   * @param limit of what is looked through; a page has fewer items when not all is ready
   */
  Page list(ShareLink share, Optional<String> cursor, int limit) {
    return switch (share.target()) {
      case Target.OneMedia(var id) ->
          new Page(List.of(visible(share, id).orElseThrow(ShareNotFound::new)), Optional.empty());
      case Target.WholeAlbum(var album) -> {
        checkStands(share, album);
        var before = cursor.map(it -> decodeCursor(share, it));
        var found = catalog.inAlbum(share.userId(), album, before, limit + 1);
        var page = found.stream().limit(limit).toList();
        yield new Page(
            page.stream().filter(it -> isVisible(share, it)).toList(),
            found.size() > limit
                ? Optional.of(share.key().encryptId(page.getLast().id()))
                : Optional.empty());
      }
    };
  }

  private static MediaId decodeCursor(ShareLink share, String cursor) {
    return share.key().decryptId(cursor).orElseThrow(CommonProblem.INVALID_CURSOR::exception);
  }

  /**
   * @param accept what the visitor's browser can show
   * @return a link that opens it for a short while
   */
  URI rendition(ShareLink share, String item, String preset, String accept) {
    var formats =
        pictures(item(share, item)).stream().filter(it -> it.preset().equals(preset)).toList();
    var picture = FormatNegotiation.best(formats, accept).orElseThrow(SharedItemNotFound::new);
    var place =
        new CopyLocation(share.key().folder(), share.key().copy(picture.key()), file(picture));
    return switch (copies.keep(picture.key(), place, picture.contentType())) {
      case BEFORE -> link(place);
      case NOW -> {
        stillOpen(share);
        yield link(place);
      }
      case NOTHING_TO_COPY -> throw new SharedItemNotFound();
    };
  }

  /** Without its metadata. */
  URI original(ShareLink share, String item) {
    var media = item(share, item);
    if (!share.originals()) {
      throw new SharedItemNotFound();
    }
    if (!hasOriginal(share, media)) {
      throw new OriginalNotShareable(media.id() + " is " + media.declared().contentType());
    }
    var type = media.declared().contentType();
    var name = share.key().copy("original " + media.id() + " " + media.version().orElse(""));
    var file = OriginalTypes.fileName(type).orElseThrow();
    var place = new CopyLocation(share.key().folder(), name, file);
    var key = new OriginalKey(media.userId(), media.path());
    return switch (copies.keepClean(key, media.version(), place, type)) {
      case BEFORE -> link(place);
      case NOW -> {
        stillOpen(share);
        yield link(place);
      }
      case NOTHING_TO_COPY -> throw new SharedItemNotFound();
    };
  }

  /** Whether it may be had, as far as can be said before it is looked at. */
  boolean hasOriginal(ShareLink share, MediaItem media) {
    return share.originals()
        && OriginalTypes.isKnown(media.declared().contentType())
        && !pictures(media).isEmpty()
        && media.declared().size() <= properties.maxOriginalSize().toBytes();
  }

  private URI link(CopyLocation place) {
    return links.temporaryUrl(place.key(), properties.copyLinkValidity()).url();
  }

  /**
   * Who revokes marks the share, then removes its copies; we copy, then look at the mark. So a copy
   * that comes too late is removed by one of us.
   */
  private void stillOpen(ShareLink share) {
    if (shares.find(share.id()).filter(it -> it.isOpen(clock.instant())).isEmpty()) {
      copies.removeAllIn(share.key().folder());
      throw new ShareNotFound();
    }
  }

  private MediaItem item(ShareLink share, String item) {
    if (share.target() instanceof Target.WholeAlbum(var album)) {
      checkStands(share, album);
    }
    return share
        .key()
        .decryptId(item)
        .flatMap(it -> visible(share, it))
        .orElseThrow(SharedItemNotFound::new);
  }

  private void checkStands(ShareLink share, AlbumId album) {
    if (albums.find(share.userId(), album).isEmpty()) {
      throw new ShareNotFound();
    }
  }

  private Optional<MediaItem> visible(ShareLink share, MediaId id) {
    return catalog.find(share.userId(), id).filter(it -> isVisible(share, it));
  }

  private static boolean isVisible(ShareLink share, MediaItem media) {
    var isMeant =
        switch (share.target()) {
          case Target.OneMedia(var id) -> media.id().equals(id);
          case Target.WholeAlbum(var album) ->
              media.attributes().album().equals(Optional.of(album));
        };
    return isMeant && !media.attributes().isInTrash() && media.state() instanceof State.Ready;
  }

  static List<StoredRendition> pictures(MediaItem media) {
    return switch (media.state()) {
      case State.Ready(_, var pictures) -> pictures;
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ -> List.of();
    };
  }

  private static String file(StoredRendition picture) {
    return picture.preset() + (picture.contentType().equals("image/webp") ? ".webp" : ".jpg");
  }

  /**
   * @param next the cursor of the next page
   */
  record Page(List<MediaItem> items, Optional<String> next) {}

  /**
   * @param expiresAt from when the password is needed again
   */
  record Access(String access, Instant expiresAt) {

    @Override
    public String toString() {
      return "Access[hidden, expiresAt=" + expiresAt + "]";
    }
  }
}
