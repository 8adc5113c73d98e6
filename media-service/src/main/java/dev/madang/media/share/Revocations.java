package dev.madang.media.share;

import dev.madang.media.catalog.OwnerId;
import dev.madang.media.delivery.Cdn;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Ends shares. First nobody is let in any more; then what was given out ends too. Who dies in
 * between is healed by asking again; if nobody does, copies are forgotten within two days.
 */
@Service
public class Revocations {

  private final Shares shares;
  private final SharedCopies copies;
  private final Cdn cdn;
  private final Clock clock;

  Revocations(Shares shares, SharedCopies copies, Cdn cdn, Clock clock) {
    this.shares = shares;
    this.copies = copies;
    this.cdn = cdn;
    this.clock = clock;
  }

  void revoke(OwnerId owner, ShareId id) {
    var share = shares.revoke(owner, id, clock.instant()).orElseThrow(ShareNotFound::new);
    var folder = share.key().folder();
    copies.removeAllIn(folder);
    // Last, so that the CDN does not fetch anew what was still there.
    cdn.purgeShared(List.of(folder));
  }

  /** How many shares an owner has that were not revoked. */
  public long countOf(OwnerId owner) {
    return shares.countOf(owner);
  }

  /** Ends and forgets all shares of an owner who leaves. */
  public void removeAllOf(OwnerId owner) {
    var all = shares.allOf(owner);
    for (var share : all) {
      shares.revoke(owner, share.id(), clock.instant());
      copies.removeAllIn(share.key().folder());
    }
    if (!all.isEmpty()) {
      cdn.purgeShared(all.stream().map(it -> it.key().folder()).toList());
    }
    // Last: they name the copies.
    all.forEach(it -> shares.remove(it.id()));
  }
}
