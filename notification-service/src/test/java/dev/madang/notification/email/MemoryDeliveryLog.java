package dev.madang.notification.email;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Verified by {@link DeliveryLogContract}. */
class MemoryDeliveryLog implements DeliveryLog {

  private final Map<String, Claim> claims = new HashMap<>();

  @Override
  public synchronized Claim claim(String mail, Instant now, Instant until) {
    var existing = claims.get(mail);
    if (existing == null
        || existing instanceof Claim.ClaimedByOther(var expiry) && !expiry.isAfter(now)) {
      claims.put(mail, new Claim.ClaimedByOther(until));
      return new Claim.Granted();
    }
    return existing;
  }

  @Override
  public synchronized void markSent(String mail, String messageId, Instant now) {
    claims.put(mail, new Claim.AlreadySent());
  }

  @Override
  public synchronized boolean exists(String mail) {
    return claims.containsKey(mail);
  }

  @Override
  public synchronized void delete(String mail) {
    claims.remove(mail);
  }
}
