package dev.madang.media.share;

import dev.madang.media.UserId;
import dev.madang.media.cdn.CdnInvalidation;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Ends shares. First nobody is let in any more; then what was given out ends too. Who dies in
 * between is healed by asking again; if nobody does, copies are forgotten within two days.
 */
@Service
public class ShareRevocation {

  private final ShareLinks shares;
  private final SharedCopies copies;
  private final CdnInvalidation cdn;
  private final Clock clock;

  ShareRevocation(ShareLinks shares, SharedCopies copies, CdnInvalidation cdn, Clock clock) {
    this.shares = shares;
    this.copies = copies;
    this.cdn = cdn;
    this.clock = clock;
  }

  void revoke(UserId userId, ShareLinkId id) {
    var share = shares.revoke(userId, id, clock.instant()).orElseThrow(ShareNotFound::new);
    var folder = share.key().folder();
    copies.removeAllIn(folder);
    // Last, so that the CDN does not fetch anew what was still there.
    cdn.purgeShared(List.of(folder));
  }

  /** How many shares an owner has that were not revoked. */
  public long countOf(UserId userId) {
    return shares.countOf(userId);
  }

  /** Ends and forgets all shares of an owner who leaves. */
  public void removeAllOf(UserId userId) {
    var all = shares.allOf(userId);
    for (var share : all) {
      shares.revoke(userId, share.id(), clock.instant());
      copies.removeAllIn(share.key().folder());
    }
    if (!all.isEmpty()) {
      cdn.purgeShared(all.stream().map(it -> it.key().folder()).toList());
    }
    // Last: they name the copies.
    all.forEach(it -> shares.remove(it.id()));
  }
}
