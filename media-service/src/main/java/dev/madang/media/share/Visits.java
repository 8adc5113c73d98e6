package dev.madang.media.share;

import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.Albums;
import dev.madang.media.catalog.InvalidCursor;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.delivery.Links;
import dev.madang.media.share.Share.Target;
import dev.madang.media.share.SharedCopies.Place;
import dev.madang.media.upload.OriginalKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What becomes of who comes with a link. */
@Service
class Visits {

  private final Shares shares;
  private final MediaCatalog catalog;
  private final Albums albums;
  private final SharedCopies copies;
  private final Links links;
  private final SharePasswords passwords;
  private final ShareProperties properties;
  private final Clock clock;

  Visits(
      Shares shares,
      MediaCatalog catalog,
      Albums albums,
      SharedCopies copies,
      Links links,
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
  Share open(String secret, Optional<String> access) {
    var now = clock.instant();
    var share = found(secret, now);
    if (share.password().isPresent()
        && access.filter(it -> share.key().isAccess(it, now)).isEmpty()) {
      throw new SharePasswordNeeded();
    }
    return share;
  }

  private Share found(String secret, Instant now) {
    return ShareSecret.parse(secret)
        .map(ShareSecret::id)
        .flatMap(shares::find)
        .filter(it -> it.isOpen(now))
        .orElseThrow(ShareNotFound::new);
  }

  /** For who knows the password; if the share has none, for everybody. */
  Access enter(String secret, String password) {
    var now = clock.instant();
    var share = found(secret, now);
    share.password().ifPresent(kept -> check(share, password, kept, now));
    var end = now.plus(properties.access());
    end = end.isAfter(share.expiresAt()) ? share.expiresAt() : end;
    return new Access(share.key().access(end), Instant.ofEpochSecond(end.getEpochSecond()));
  }

  private void check(Share share, String password, String kept, Instant now) {
    switch (shares.attempt(share.id(), now)) {
      case Shares.Attempt.Locked(var until) -> throw new ShareLocked(Duration.between(now, until));
      case Shares.Attempt.Allowed() -> {
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
  Page look(Share share, Optional<String> cursor, int limit) {
    return switch (share.target()) {
      case Target.OneMedia(var id) ->
          new Page(List.of(visible(share, id).orElseThrow(ShareNotFound::new)), Optional.empty());
      case Target.WholeAlbum(var album) -> {
        checkStands(share, album);
        var before = cursor.map(it -> stop(share, it));
        var found = catalog.inAlbum(share.owner(), album, before, limit + 1);
        var page = found.stream().limit(limit).toList();
        yield new Page(
            page.stream().filter(it -> isVisible(share, it)).toList(),
            found.size() > limit
                ? Optional.of(share.key().item(page.getLast().id()))
                : Optional.empty());
      }
    };
  }

  private static MediaId stop(Share share, String cursor) {
    return share
        .key()
        .media(cursor)
        .orElseThrow(() -> new InvalidCursor(new IllegalArgumentException("not an item")));
  }

  /**
   * @param accept what the visitor's browser can show
   * @return a link that opens it for a short while
   */
  URI rendition(Share share, String item, String preset, String accept) {
    var formats =
        pictures(item(share, item)).stream().filter(it -> it.preset().equals(preset)).toList();
    var picture = Formats.best(formats, accept).orElseThrow(SharedItemNotFound::new);
    var place = new Place(share.key().folder(), share.key().copy(picture.key()), file(picture));
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
  URI original(Share share, String item) {
    var media = item(share, item);
    if (!share.originals()) {
      throw new SharedItemNotFound();
    }
    if (!hasOriginal(share, media)) {
      throw new OriginalNotShareable(media.id() + " is " + media.announced().contentType());
    }
    var type = media.announced().contentType();
    var name = share.key().copy("original " + media.id() + " " + media.version().orElse(""));
    var file = OriginalTypes.fileName(type).orElseThrow();
    var place = new Place(share.key().folder(), name, file);
    var key = new OriginalKey(media.owner(), media.path());
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
  boolean hasOriginal(Share share, Media media) {
    return share.originals()
        && OriginalTypes.isKnown(media.announced().contentType())
        && !pictures(media).isEmpty()
        && media.announced().size() <= properties.largestOriginal().toBytes();
  }

  private URI link(Place place) {
    return links.lent(place.key(), properties.copyLinkValidity()).url();
  }

  /**
   * Who revokes marks the share, then removes its copies; we copy, then look at the mark. So a copy
   * that comes too late is removed by one of us.
   */
  private void stillOpen(Share share) {
    if (shares.find(share.id()).filter(it -> it.isOpen(clock.instant())).isEmpty()) {
      copies.removeAllIn(share.key().folder());
      throw new ShareNotFound();
    }
  }

  private Media item(Share share, String item) {
    if (share.target() instanceof Target.WholeAlbum(var album)) {
      checkStands(share, album);
    }
    return share
        .key()
        .media(item)
        .flatMap(it -> visible(share, it))
        .orElseThrow(SharedItemNotFound::new);
  }

  private void checkStands(Share share, AlbumId album) {
    if (albums.find(share.owner(), album).isEmpty()) {
      throw new ShareNotFound();
    }
  }

  private Optional<Media> visible(Share share, MediaId id) {
    return catalog.find(share.owner(), id).filter(it -> isVisible(share, it));
  }

  private static boolean isVisible(Share share, Media media) {
    var isMeant =
        switch (share.target()) {
          case Target.OneMedia(var id) -> media.id().equals(id);
          case Target.WholeAlbum(var album) -> media.placement().album().equals(Optional.of(album));
        };
    return isMeant && !media.placement().isInTrash() && media.state() instanceof State.Ready;
  }

  static List<Picture> pictures(Media media) {
    return switch (media.state()) {
      case State.Ready(_, var pictures) -> pictures;
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ -> List.of();
    };
  }

  private static String file(Picture picture) {
    return picture.preset() + (picture.contentType().equals("image/webp") ? ".webp" : ".jpg");
  }

  /**
   * @param next the cursor of the next page
   */
  record Page(List<Media> items, Optional<String> next) {}

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
