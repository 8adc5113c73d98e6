package dev.madang.media.accountdeletion;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.media.UserId;
import dev.madang.media.accountdeletion.ServiceDataErased.StoreCount;
import dev.madang.media.album.Albums;
import dev.madang.media.cdn.CdnInvalidation;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.events.EventsProperties;
import dev.madang.media.media.DeletedUsers;
import dev.madang.media.media.DeletedUsers.DeletionCounts;
import dev.madang.media.media.DeletedUsers.OtherCounts;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.share.ShareRevocation;
import dev.madang.media.upload.OriginalStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what we keep of an owner, and says how much it was. Each line may be where we die: the
 * event comes again, and what was counted first stands.
 */
@Component
class UserDataEraser {

  private static final Logger LOG = LoggerFactory.getLogger(UserDataEraser.class);

  private final DeletedUsers deletedUsers;
  private final Albums albums;
  private final OriginalStore originals;
  private final RenditionStore renditions;
  private final ShareRevocation shares;
  private final PublicRenditions publications;
  private final CdnInvalidation cdn;
  private final SnsEventPublisher events;
  private final EventsProperties properties;
  private final Clock clock;

  UserDataEraser(
      DeletedUsers deletedUsers,
      Albums albums,
      OriginalStore originals,
      RenditionStore renditions,
      ShareRevocation shares,
      PublicRenditions publications,
      CdnInvalidation cdn,
      SnsEventPublisher events,
      EventsProperties properties,
      Clock clock) {
    this.deletedUsers = deletedUsers;
    this.albums = albums;
    this.originals = originals;
    this.renditions = renditions;
    this.shares = shares;
    this.publications = publications;
    this.cdn = cdn;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when nothing is left, and user-service can know it. */
  void erase(UserId userId) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var closed =
        deletedUsers.markDeleted(
            userId,
            new OtherCounts(
                albums.count(userId),
                originals.countOf(userId),
                renditions.countOf(userId.value()) + publications.countOf(userId.value()),
                shares.countOf(userId)),
            now);
    shares.removeAllOf(userId);
    originals.removeAllOf(userId);
    // Before what says which there are, which goes with the renditions.
    publications.removeAllOf(userId.value());
    renditions.removeAllOf(userId.value());
    albums.removeAll(userId);
    deletedUsers.eraseItems(userId);
    // Last, so that the CDN does not fetch anew what was still there.
    var purged = cdn.purge(userId.value());
    events.announce(
        properties.topic(),
        ServiceDataErased.event(userId, closed.deletedAt(), parts(closed, purged)));
    LOG.info("Owner {} left {}", userId, closed);
  }

  private static List<StoreCount> parts(
      DeletionCounts closed, CdnInvalidation.InvalidationResult purged) {
    return List.of(
        new StoreCount("media-catalog", closed.mediaItems()),
        new StoreCount("media-albums", closed.others().albums()),
        new StoreCount("media-originals", closed.others().originals()),
        new StoreCount("media-renditions", closed.others().renditions()),
        new StoreCount("media-share-links", closed.others().shareLinks()),
        switch (purged) {
          case CdnInvalidation.InvalidationResult.Requested() ->
              new StoreCount("cdn", 1, "every path of the user is purged");
          case CdnInvalidation.InvalidationResult.NoCdnConfigured() ->
              new StoreCount("cdn", 0, "there is no CDN");
        });
  }
}
