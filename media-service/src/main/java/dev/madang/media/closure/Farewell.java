package dev.madang.media.closure;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.media.catalog.Closures;
import dev.madang.media.catalog.Closures.Counted;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.closure.PartRemoved.Part;
import dev.madang.media.delivery.Cdn;
import dev.madang.media.delivery.Publications;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.share.Revocations;
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
class Farewell {

  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  private final Closures closures;
  private final OriginalStore originals;
  private final RenditionStore renditions;
  private final Revocations shares;
  private final Publications publications;
  private final Cdn cdn;
  private final SnsEventPublisher announcer;
  private final ClosureProperties properties;
  private final Clock clock;

  Farewell(
      Closures closures,
      OriginalStore originals,
      RenditionStore renditions,
      Revocations shares,
      Publications publications,
      Cdn cdn,
      SnsEventPublisher announcer,
      ClosureProperties properties,
      Clock clock) {
    this.closures = closures;
    this.originals = originals;
    this.renditions = renditions;
    this.shares = shares;
    this.publications = publications;
    this.cdn = cdn;
    this.announcer = announcer;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when nothing is left, and user-service can know it. */
  void to(OwnerId owner) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var closed =
        closures.close(
            owner,
            originals.countOf(owner),
            renditions.countOf(owner.value()) + publications.countOf(owner.value()),
            shares.countOf(owner),
            now);
    shares.removeAllOf(owner);
    originals.removeAllOf(owner);
    // Before what says which there are, which goes with the renditions.
    publications.removeAllOf(owner.value());
    renditions.removeAllOf(owner.value());
    closures.removeAllOf(owner);
    // Last, so that the CDN does not fetch anew what was still there.
    var purged = cdn.purge(owner.value());
    announcer.publish(
        properties.topic(), PartRemoved.event(owner, closed.at(), parts(closed, purged)));
    LOG.info("Owner {} left {}", owner, closed);
  }

  private static List<Part> parts(Counted closed, Cdn.Purged purged) {
    return List.of(
        new Part("media-catalog", closed.media()),
        new Part("media-originals", closed.originals()),
        new Part("media-renditions", closed.renditions()),
        new Part("media-shares", closed.shares()),
        switch (purged) {
          case Cdn.Purged.Paths() -> new Part("cdn", 1, "every path of the user is purged");
          case Cdn.Purged.NoCdn() -> new Part("cdn", 0, "there is no CDN");
        });
  }
}
