package dev.madang.notification.inbox;

import static java.util.Comparator.comparing;

import dev.madang.notification.recipient.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox that keeps {@link InboxContract}. */
public class MemoryInbox implements Inbox {

  private final Map<UserId, Map<EntryId, Entry>> entries = new HashMap<>();

  @Override
  public void add(UserId recipient, Entry entry) {
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
}
