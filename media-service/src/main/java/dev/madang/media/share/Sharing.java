package dev.madang.media.share;

import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Albums;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.share.Share.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Makes shares. */
@Service
class Sharing {

  private final Shares shares;
  private final MediaCatalog catalog;
  private final Albums albums;
  private final SharePasswords passwords;
  private final ShareProperties properties;
  private final Clock clock;

  Sharing(
      Shares shares,
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
  Made share(OwnerId owner, Wishes wishes) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var end = end(wishes, now);
    switch (wishes.target()) {
      case Target.OneMedia(var id) -> checkShareable(owner, id);
      case Target.WholeAlbum(var id) -> {
        if (albums.find(owner, id).isEmpty()) {
          throw new AlbumNotFound(id.value());
        }
      }
    }
    var secret = ShareSecret.next();
    var share =
        new Share(
            secret.id(),
            owner,
            wishes.target(),
            wishes.title(),
            wishes.originals(),
            wishes.password().map(passwords::kept),
            ShareKey.next(),
            now,
            end,
            Optional.empty());
    shares.add(share);
    return new Made(share, URI.create(properties.link() + secret.value()));
  }

  private void checkShareable(OwnerId owner, MediaId id) {
    var media =
        catalog
            .find(owner, id)
            .filter(it -> !it.placement().isInTrash())
            .orElseThrow(() -> new MediaNotFound(id.value()));
    switch (media.state()) {
      case State.Ready _ -> {
        if (Visits.pictures(media).isEmpty()) {
          throw new MediaNotShareable();
        }
      }
      case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
          throw new MediaNotReady();
    }
  }

  private Instant end(Wishes wishes, Instant now) {
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
    if (end.isAfter(now.plus(properties.longest()).plus(1, ChronoUnit.HOURS))) {
      throw new InvalidShare(
          "expiresAt", "must be at most %d days ahead".formatted(properties.longest().toDays()));
    }
    return end;
  }

  /** What an owner wants. */
  record Wishes(
      Target target,
      Optional<Integer> validDays,
      Optional<Instant> expiresAt,
      Optional<String> password,
      boolean originals,
      Optional<String> title) {

    @Override
    public String toString() {
      return "Wishes[" + target + "]";
    }
  }

  record Made(Share share, URI link) {

    @Override
    public String toString() {
      return "Made[" + share + "]";
    }
  }
}
