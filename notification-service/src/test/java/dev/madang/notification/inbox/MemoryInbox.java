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

  private record About(UserId recipient, String subject) {}

  private record Said(boolean shown, Instant at) {}

  private final Map<About, Said> said = new HashMap<>();

  @Override
  public void add(UserId recipient, Entry entry) {
    if (closed.containsKey(recipient)) {
      return;
    }
    entries.computeIfAbsent(recipient, _ -> new HashMap<>()).putIfAbsent(entry.id(), entry);
  }

  @Override
  public void show(UserId recipient, String subject, boolean shown, Instant at) {
    if (closed.containsKey(recipient)) {
      return;
    }
    said.merge(
        new About(recipient, subject),
        new Said(shown, at),
        (before, now) -> before.at().isAfter(at) ? before : now);
  }

  private boolean isShown(UserId recipient, Entry entry) {
    return said.getOrDefault(
            new About(recipient, entry.subject()), new Said(true, entry.createdAt()))
        .shown();
  }

  @Override
  public List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit) {
    return entries.getOrDefault(recipient, Map.of()).values().stream()
        .filter(entry -> before.isEmpty() || entry.id().value().compareTo(before.get().value()) < 0)
        .filter(entry -> isShown(recipient, entry))
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
    said.keySet().removeIf(it -> it.recipient().equals(recipient));
  }

  int kept(UserId recipient) {
    var about = said.keySet().stream().filter(it -> it.recipient().equals(recipient)).count();
    return entries.getOrDefault(recipient, Map.of()).size() + (int) about;
  }
}
