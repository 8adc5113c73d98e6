package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.album.Albums;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.share.ShareLink.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Makes shares. */
@Service
class ShareLinkService {

  private final ShareLinks shares;
  private final MediaCatalog catalog;
  private final Albums albums;
  private final SharePasswords passwords;
  private final ShareProperties properties;
  private final Clock clock;

  ShareLinkService(
      ShareLinks shares,
      MediaCatalog catalog,
      Albums albums,
      SharePasswords passwords,
      ShareProperties properties,
      Clock clock) {
    this.shares = shares;
    this.catalog = catalog;
    this.albums = albums;
    this.passwords = passwords;
    this.properties = properties;
    this.clock = clock;
  }

  /** Asked again, it is another share: one whose link nobody got opens nothing. */
  Made share(UserId userId, ShareLinkOptions wishes) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var end = end(wishes, now);
    switch (wishes.target()) {
      case Target.OneMedia(var id) -> checkShareable(userId, id);
      case Target.WholeAlbum(var id) -> {
        if (albums.find(userId, id).isEmpty()) {
          throw ALBUM_NOT_FOUND.exception();
        }
      }
    }
    var secret = ShareSecret.next();
    var share =
        new ShareLink(
            secret.id(),
            userId,
            wishes.target(),
            wishes.title(),
            wishes.originals(),
            wishes.password().map(passwords::kept),
            ShareKey.next(),
            now,
            end,
            Optional.empty());
    shares.add(share);
    return new Made(share, URI.create(properties.baseUrl() + secret.value()));
  }

  private void checkShareable(UserId userId, MediaId id) {
    var media =
        catalog
            .find(userId, id)
            .filter(it -> !it.attributes().isInTrash())
            .orElseThrow(MEDIA_NOT_FOUND::exception);
    switch (media.state()) {
      case State.Ready _ -> {
        if (ShareAccess.pictures(media).isEmpty()) {
          throw new MediaNotShareable();
        }
      }
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
          throw new MediaNotReady();
    }
  }

  private Instant end(ShareLinkOptions wishes, Instant now) {
    if (wishes.validDays().isPresent() && wishes.expiresAt().isPresent()) {
      throw new InvalidShare("expiresAt", "must not be there beside validDays");
    }
    var end =
        wishes
            .expiresAt()
            .map(it -> it.truncatedTo(ChronoUnit.SECONDS))
            // To the hour: visitors read it, and when it was made is not theirs to know.
            .orElseGet(() ->
                now.plus(wishes.validDays().map(Duration::ofDays).orElse(properties.validity()))
                    .truncatedTo(ChronoUnit.HOURS)
                    .plus(1, ChronoUnit.HOURS));
    if (!end.isAfter(now)) {
      throw new InvalidShare("expiresAt", "must be in the future");
    }
    if (end.isAfter(now.plus(properties.maxValidity()).plus(1, ChronoUnit.HOURS))) {
      throw new InvalidShare(
          "expiresAt",
          "must be at most %d days ahead".formatted(properties.maxValidity().toDays()));
    }
    return end;
  }

  /** What an owner wants. */
  record ShareLinkOptions(
      Target target,
      Optional<Integer> validDays,
      Optional<Instant> expiresAt,
      Optional<String> password,
      boolean originals,
      Optional<String> title) {

    @Override
    public String toString() {
      return "ShareLinkOptions[" + target + "]";
    }
  }

  record Made(ShareLink share, URI link) {

    @Override
    public String toString() {
      return "Made[" + share + "]";
    }
  }
}
