package dev.madang.media.accountdeletion;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.media.UserId;
import dev.madang.media.accountdeletion.ServiceDataErased.StoreCount;
import dev.madang.media.album.Albums;
import dev.madang.media.cdn.CdnInvalidation;
import dev.madang.media.cdn.CdnInvalidation.InvalidationResult;
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
 * Erases all data of a user, and reports what there was. Every step is idempotent; after a crash
 * the event is delivered again, and the first counts stand.
 */
@Component
class UserDataEraser {

  private static final Logger log = LoggerFactory.getLogger(UserDataEraser.class);

  private final DeletedUsers deletedUsers;
  private final Albums albums;
  private final OriginalStore originals;
  private final RenditionStore renditions;
  private final ShareRevocation shares;
  private final PublicRenditions publicRenditions;
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
      PublicRenditions publicRenditions,
      CdnInvalidation cdn,
      SnsEventPublisher events,
      EventsProperties properties,
      Clock clock) {
    this.deletedUsers = deletedUsers;
    this.albums = albums;
    this.originals = originals;
    this.renditions = renditions;
    this.shares = shares;
    this.publicRenditions = publicRenditions;
    this.cdn = cdn;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when everything is erased and the event is published. */
  void erase(UserId userId) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var counts =
        deletedUsers.markDeleted(
            userId,
            new OtherCounts(
                albums.count(userId),
                originals.countOf(userId),
                renditions.countOf(userId.value()) + publicRenditions.countOf(userId.value()),
                shares.countOf(userId)),
            now);
    shares.removeAllOf(userId);
    originals.removeAllOf(userId);
    // Before the renditions, whose removal removes the markers of public items.
    publicRenditions.removeAllOf(userId.value());
    renditions.removeAllOf(userId.value());
    albums.removeAll(userId);
    deletedUsers.eraseItems(userId);
    // Last, so that the CDN cannot cache again what is not erased yet.
    var invalidation = cdn.purge(userId.value());
    events.publish(
        properties.topic(),
        ServiceDataErased.event(userId, counts.deletedAt(), stores(counts, invalidation)));
    log.info("Data of user {} erased: {}", userId, counts);
  }

  private static List<StoreCount> stores(DeletionCounts counts, InvalidationResult invalidation) {
    return List.of(
        new StoreCount("media-catalog", counts.mediaItems()),
        new StoreCount("media-albums", counts.others().albums()),
        new StoreCount("media-originals", counts.others().originals()),
        new StoreCount("media-renditions", counts.others().renditions()),
        new StoreCount("media-share-links", counts.others().shareLinks()),
        switch (invalidation) {
          case InvalidationResult.Requested() ->
              new StoreCount("cdn", 1, "all paths of the user are invalidated");
          case InvalidationResult.NoCdnConfigured() -> new StoreCount("cdn", 0, "there is no CDN");
        });
  }
}
