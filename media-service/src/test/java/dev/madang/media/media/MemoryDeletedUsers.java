package dev.madang.media.media;

import dev.madang.media.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** {@link DeletedUsersContract} holds it and the table to the same behavior. */
public class MemoryDeletedUsers implements DeletedUsers {

  private final MemoryMediaCatalog catalog;
  private final Map<UserId, DeletionCounts> closed = new HashMap<>();

  public MemoryDeletedUsers() {
    this(new MemoryMediaCatalog());
  }

  MemoryDeletedUsers(MemoryMediaCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public DeletionCounts markDeleted(UserId userId, OtherCounts others, Instant now) {
    var media = catalog.all(userId).count();
    return closed.computeIfAbsent(userId, _ -> new DeletionCounts(media, others, now));
  }

  @Override
  public boolean isDeleted(UserId userId) {
    return closed.containsKey(userId);
  }

  @Override
  public void eraseItems(UserId userId) {
    catalog.forget(userId);
  }
}
