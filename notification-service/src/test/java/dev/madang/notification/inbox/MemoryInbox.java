package dev.madang.notification.inbox;

import static java.util.Comparator.comparing;

import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verified by {@link InboxContract}. */
public class MemoryInbox implements Inbox {

  private record UserMedia(UserId user, MediaId media) {}

  private record Marker(boolean hidden, boolean purged, Instant changedAt) {}

  private final Map<UserId, Map<NotificationId, Notification>> notifications = new HashMap<>();
  private final Map<UserId, ClosedInbox> closed = new HashMap<>();
  private final Map<UserMedia, Marker> markers = new HashMap<>();

  @Override
  public void add(UserId user, Notification notification) {
    var marker = markers.get(new UserMedia(user, notification.mediaId()));
    if (!closed.containsKey(user) && (marker == null || !marker.purged())) {
      notifications
          .computeIfAbsent(user, _ -> new HashMap<>())
          .putIfAbsent(notification.id(), notification);
    }
  }

  @Override
  public void hide(UserId user, MediaId media, Instant at) {
    mark(user, media, new Marker(true, false, at));
  }

  @Override
  public void unhide(UserId user, MediaId media, Instant at) {
    mark(user, media, new Marker(false, false, at));
  }

  @Override
  public void purge(UserId user, MediaId media, Instant at) {
    mark(user, media, new Marker(true, true, at));
    notifications
        .getOrDefault(user, new HashMap<>())
        .values()
        .removeIf(it -> it.mediaId().equals(media));
  }

  private void mark(UserId user, MediaId media, Marker marker) {
    if (!closed.containsKey(user)) {
      markers.merge(
          new UserMedia(user, media),
          marker,
          (before, now) ->
              !now.purged() && (before.purged() || before.changedAt().isAfter(now.changedAt()))
                  ? before
                  : now);
    }
  }

  @Override
  public List<Notification> newest(UserId user, Optional<NotificationId> before, int limit) {
    return notifications.getOrDefault(user, Map.of()).values().stream()
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .filter(it -> !isHidden(user, it))
        .sorted(comparing((Notification it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  private boolean isHidden(UserId user, Notification notification) {
    var marker = markers.get(new UserMedia(user, notification.mediaId()));
    return marker != null && marker.hidden();
  }

  @Override
  public ClosedInbox close(UserId user, long mailCount, Instant now) {
    int size = notifications.getOrDefault(user, Map.of()).size();
    return closed.computeIfAbsent(user, _ -> new ClosedInbox(size, mailCount, now));
  }

  @Override
  public void clear(UserId user) {
    notifications.remove(user);
    markers.keySet().removeIf(it -> it.user().equals(user));
  }

  int size(UserId user) {
    var marked = markers.keySet().stream().filter(it -> it.user().equals(user)).count();
    return notifications.getOrDefault(user, Map.of()).size() + (int) marked;
  }
}
