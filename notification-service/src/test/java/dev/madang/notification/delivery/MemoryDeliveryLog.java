package dev.madang.notification.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A delivery log that keeps {@link DeliveryLogContract}. */
class MemoryDeliveryLog implements DeliveryLog {

  private final Map<String, Claim> standing = new HashMap<>();

  @Override
  public synchronized Claim claim(String mail, Instant now, Instant until) {
    var before = standing.get(mail);
    if (before == null
        || before instanceof Claim.HeldByAnother(var lapses) && !lapses.isAfter(now)) {
      standing.put(mail, new Claim.HeldByAnother(until));
      return new Claim.Granted();
    }
    return before;
  }

  @Override
  public synchronized void sent(String mail, String messageId, Instant now) {
    standing.put(mail, new Claim.SentBefore());
  }

  @Override
  public synchronized boolean knows(String mail) {
    return standing.containsKey(mail);
  }

  @Override
  public synchronized void forget(String mail) {
    standing.remove(mail);
  }
}
