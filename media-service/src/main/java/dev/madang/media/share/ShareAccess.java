package dev.madang.media.share;

import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static dev.madang.media.MediaProblem.ORIGINAL_NOT_SHAREABLE;
import static dev.madang.media.MediaProblem.SHARED_ITEM_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_INVALID;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_REQUIRED;

import dev.madang.defaults.budget.RequestBudget;
import dev.madang.defaults.web.Cursor;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.album.Albums;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.download.DownloadLink;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Service;

/** What visitors with a share link may see. */
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
   * @param access the token of {@link #unlock}; needed if the link has a password
   */
  ShareLink open(String secret, Optional<ShareAccessToken> access) {
    var now = clock.instant();
    var share = found(secret, now);
    if (share.password().isPresent()
        && access.filter(it -> share.key().isAccess(it, now)).isEmpty()) {
      throw SHARE_PASSWORD_REQUIRED.exception();
    }
    return share;
  }

  /** Without a password everybody with the link sees the same, for as long as the link is valid. */
  CacheControl caching(ShareLink share) {
    var remaining = Duration.between(clock.instant(), share.expiresAt());
    var maxAge = remaining.compareTo(properties.maxAge()) < 0 ? remaining : properties.maxAge();
    return share.password().isPresent() || !maxAge.isPositive()
        ? CacheControl.noStore()
        : CacheControl.maxAge(maxAge).cachePublic();
  }

  private ShareLink found(String secret, Instant now) {
    return ShareSecret.parse(secret)
        .map(ShareSecret::id)
        .flatMap(shares::find)
        .filter(it -> it.isOpen(now))
        .orElseThrow(SHARE_LINK_NOT_FOUND::exception);
  }

  /** Returns an access token if the password is right, or if the link has none. */
  Access unlock(String secret, String password) {
    var now = clock.instant();
    var share = found(secret, now);
    share.password().ifPresent(hash -> check(share, password, hash, now));
    var end = now.plus(properties.unlockValidity());
    end = end.isAfter(share.expiresAt()) ? share.expiresAt() : end;
    return new Access(share.key().access(end), Instant.ofEpochSecond(end.getEpochSecond()));
  }

  private void check(ShareLink share, String password, String hash, Instant now) {
    switch (shares.attempt(share.id(), now)) {
      case ShareLinks.Attempt.Locked(var until) ->
          throw TOO_MANY_REQUESTS
              .exception("Too many wrong passwords; the link is locked for a while.")
              .retryAfter(Duration.between(now, until).plusSeconds(1));
      case ShareLinks.Attempt.Allowed() -> {
        if (!passwords.matches(password, hash)) {
          throw SHARE_PASSWORD_INVALID.exception();
        }
        shares.succeeded(share.id());
      }
    }
  }

  /**
   * The visible items, newest first.
   *
   * @param limit of the items read; a page has fewer if some are not ready
   */
  VisiblePage list(ShareLink share, Optional<Cursor> cursor, int limit) {
    return switch (share.target()) {
      case Target.OneMedia(var id) ->
          new VisiblePage(
              List.of(visible(share, id).orElseThrow(SHARE_LINK_NOT_FOUND::exception)),
              Optional.empty());
      case Target.WholeAlbum(var album) -> {
        requireAlbum(share, album);
        var before = cursor.map(it -> decodeCursor(share, it));
        var found = catalog.inAlbum(share.userId(), album, before, limit + 1);
        var page = found.stream().limit(limit).toList();
        yield new VisiblePage(
            page.stream().filter(it -> isVisible(share, it)).toList(),
            found.size() > limit
                ? Optional.of(Cursor.encode(share.key().encryptId(page.getLast().id())).value())
                : Optional.empty());
      }
    };
  }

  private static MediaId decodeCursor(ShareLink share, Cursor cursor) {
    return cursor.decode(it ->
        share.key().decryptId(it).orElseThrow(() -> new IllegalArgumentException("not an item")));
  }

  /**
   * @param accept the visitor's {@code Accept} header
   * @return a link that is valid for a short time
   */
  URI renditionUrl(ShareLink share, String item, String preset, String accept) {
    var formats =
        renditions(item(share, item)).stream().filter(it -> it.preset().equals(preset)).toList();
    var rendition =
        FormatNegotiation.best(formats, accept).orElseThrow(SHARED_ITEM_NOT_FOUND::exception);
    var location =
        new CopyLocation(share.key().folder(), share.key().copy(rendition.key()), file(rendition));
    return switch (copies.copy(rendition.key(), location, rendition.contentType())) {
      case EXISTED -> link(location);
      case CREATED -> {
        requireOpen(share);
        yield link(location);
      }
      case SOURCE_MISSING -> throw SHARED_ITEM_NOT_FOUND.exception();
    };
  }

  /** A link to a copy without metadata. */
  DownloadLink originalLink(ShareLink share, String item) {
    var media = item(share, item);
    if (!share.allowOriginals()) {
      throw SHARED_ITEM_NOT_FOUND.exception();
    }
    if (!hasOriginal(share, media)) {
      throw ORIGINAL_NOT_SHAREABLE.exception();
    }
    var type = media.declared().contentType();
    var name = share.key().copy("original " + media.id() + " " + media.version().orElse(""));
    var file = OriginalTypes.fileName(type).orElseThrow();
    var location = new CopyLocation(share.key().folder(), name, file);
    var key = new OriginalKey(media.userId(), media.path());
    // A large original takes longer than a visitor waits; the next request finds the copy.
    return switch (RequestBudget.unlimited(
        () -> copies.copyWithoutMetadata(key, media.version(), location, type))) {
      case EXISTED -> download(location);
      case CREATED -> {
        requireOpen(share);
        yield download(location);
      }
      case SOURCE_MISSING -> throw SHARED_ITEM_NOT_FOUND.exception();
    };
  }

  /** Whether its original is offered; stripping the metadata of a malformed file can still fail. */
  boolean hasOriginal(ShareLink share, MediaItem media) {
    return share.allowOriginals()
        && OriginalTypes.isKnown(media.declared().contentType())
        && !renditions(media).isEmpty()
        && media.declared().size() <= properties.maxOriginalSize().toBytes();
  }

  private URI link(CopyLocation location) {
    return links.temporaryUrl(location.key(), properties.copyLinkValidity()).url();
  }

  private DownloadLink download(CopyLocation location) {
    return new DownloadLink(
        link(location),
        clock.instant().plus(properties.copyLinkValidity()).truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * A revocation marks the link, then deletes its copies; we copy, then read the mark. So a late
   * copy is deleted by one of both.
   */
  private void requireOpen(ShareLink share) {
    if (shares.find(share.id()).filter(it -> it.isOpen(clock.instant())).isEmpty()) {
      copies.removeAllIn(share.key().folder());
      throw SHARE_LINK_NOT_FOUND.exception();
    }
  }

  private MediaItem item(ShareLink share, String item) {
    if (share.target() instanceof Target.WholeAlbum(var album)) {
      requireAlbum(share, album);
    }
    return share
        .key()
        .decryptId(item)
        .flatMap(it -> visible(share, it))
        .orElseThrow(SHARED_ITEM_NOT_FOUND::exception);
  }

  private void requireAlbum(ShareLink share, AlbumId album) {
    if (albums.find(share.userId(), album).isEmpty()) {
      throw SHARE_LINK_NOT_FOUND.exception();
    }
  }

  private Optional<MediaItem> visible(ShareLink share, MediaId id) {
    return catalog.find(share.userId(), id).filter(it -> isVisible(share, it));
  }

  private static boolean isVisible(ShareLink share, MediaItem media) {
    var isShared =
        switch (share.target()) {
          case Target.OneMedia(var id) -> media.id().equals(id);
          case Target.WholeAlbum(var album) ->
              media.attributes().album().equals(Optional.of(album));
        };
    return isShared && !media.attributes().isInTrash() && media.state() instanceof State.Ready;
  }

  static List<StoredRendition> renditions(MediaItem media) {
    return switch (media.state()) {
      case State.Ready(_, var renditions) -> renditions;
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ -> List.of();
    };
  }

  private static String file(StoredRendition rendition) {
    return rendition.preset() + (rendition.contentType().equals("image/webp") ? ".webp" : ".jpg");
  }

  /**
   * @param next the cursor of the next page; empty on the last page
   */
  record VisiblePage(List<MediaItem> items, Optional<String> next) {}

  /**
   * @param expiresAt when the password is needed again
   */
  record Access(ShareAccessToken access, Instant expiresAt) {}
}
