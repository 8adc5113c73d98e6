package dev.madang.notification.inbox;

import static java.util.Comparator.comparing;

import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox that keeps {@link InboxContract}. */
public class MemoryInbox implements Inbox {

  private final Map<UserId, Map<EntryId, Entry>> entries = new HashMap<>();

  private final Map<UserId, Closed> closed = new HashMap<>();

  @Override
  public void add(UserId recipient, Entry entry) {
    if (closed.containsKey(recipient)) {
      return;
    }
    entries.computeIfAbsent(recipient, _ -> new HashMap<>()).putIfAbsent(entry.id(), entry);
  }

  @Override
  public List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit) {
    return entries.getOrDefault(recipient, Map.of()).values().stream()
        .filter(entry -> before.isEmpty() || entry.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Entry entry) -> entry.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Closed close(UserId recipient, long mails, Instant now) {
    int size = entries.getOrDefault(recipient, Map.of()).size();
    return closed.computeIfAbsent(recipient, _ -> new Closed(size, mails, now));
  }

  @Override
  public void empty(UserId recipient) {
    entries.remove(recipient);
  }
}
