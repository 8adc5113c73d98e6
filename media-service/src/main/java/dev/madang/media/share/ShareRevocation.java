package dev.madang.media.share;

import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;

import dev.madang.media.UserId;
import dev.madang.media.cdn.CdnInvalidation;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Revokes share links: closes the link, then deletes its copies. If the process stops in between, a
 * repeated request completes it; otherwise the copies expire within two days.
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
    var share =
        shares.revoke(userId, id, clock.instant()).orElseThrow(SHARE_LINK_NOT_FOUND::exception);
    var folder = share.key().folder();
    copies.removeAllIn(folder);
    // Last, so that the CDN cannot fetch a copy again that still existed.
    cdn.purgeShared(List.of(folder));
  }

  /** How many share links a user has that were not revoked. */
  public long countOf(UserId userId) {
    return shares.countOf(userId);
  }

  /** Revokes and deletes all share links of a user whose account is deleted. */
  public void removeAllOf(UserId userId) {
    var all = shares.allOf(userId);
    for (var share : all) {
      shares.revoke(userId, share.id(), clock.instant());
      copies.removeAllIn(share.key().folder());
    }
    if (!all.isEmpty()) {
      cdn.purgeShared(all.stream().map(it -> it.key().folder()).toList());
    }
    // Last: their items name the copies.
    all.forEach(it -> shares.remove(it.id()));
  }
}
