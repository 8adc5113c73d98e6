package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;
import static dev.madang.media.MediaProblem.MEDIA_NOT_SHAREABLE;

import dev.madang.defaults.problem.CommonProblem;
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

/** Creates share links. */
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

  /** Not idempotent: a repeated request creates another link. */
  Created create(UserId userId, ShareLinkOptions options) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var end = end(options, now);
    switch (options.target()) {
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
            options.target(),
            options.title(),
            options.allowOriginals(),
            options.password().map(passwords::hash),
            ShareKey.next(),
            now,
            end,
            Optional.empty());
    shares.add(share);
    return new Created(share, URI.create(properties.baseUrl() + secret.value()));
  }

  private void checkShareable(UserId userId, MediaId id) {
    var media =
        catalog
            .find(userId, id)
            .filter(it -> !it.attributes().isInTrash())
            .orElseThrow(MEDIA_NOT_FOUND::exception);
    switch (media.state()) {
      case State.Ready _ -> {
        if (ShareAccess.renditions(media).isEmpty()) {
          throw MEDIA_NOT_SHAREABLE.exception();
        }
      }
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
          throw MEDIA_NOT_READY.exception();
    }
  }

  private Instant end(ShareLinkOptions options, Instant now) {
    if (options.validDays().isPresent() && options.expiresAt().isPresent()) {
      throw CommonProblem.invalid("expiresAt", "must be absent beside validDays");
    }
    var end =
        options
            .expiresAt()
            .map(it -> it.truncatedTo(ChronoUnit.SECONDS))
            // To the hour: visitors see it, and need not know when the link was created.
            .orElseGet(() ->
                now.plus(options.validDays().map(Duration::ofDays).orElse(properties.validity()))
                    .truncatedTo(ChronoUnit.HOURS)
                    .plus(1, ChronoUnit.HOURS));
    if (!end.isAfter(now)) {
      throw CommonProblem.invalid("expiresAt", "must be in the future");
    }
    if (end.isAfter(now.plus(properties.maxValidity()).plus(1, ChronoUnit.HOURS))) {
      throw CommonProblem.invalid(
          "expiresAt",
          "must be at most %d days ahead".formatted(properties.maxValidity().toDays()));
    }
    return end;
  }

  record ShareLinkOptions(
      Target target,
      Optional<Integer> validDays,
      Optional<Instant> expiresAt,
      Optional<String> password,
      boolean allowOriginals,
      Optional<String> title) {

    @Override
    public String toString() {
      return "ShareLinkOptions[" + target + "]";
    }
  }

  record Created(ShareLink share, URI link) {

    @Override
    public String toString() {
      return "Created[" + share + "]";
    }
  }
}
