package dev.madang.media.media;

import dev.madang.media.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Deleted users in memory; {@link DeletedUsersContract} tests both implementations. */
public class MemoryDeletedUsers implements DeletedUsers {

  private final MemoryMediaCatalog catalog;
  private final Map<UserId, DeletionCounts> deleted = new HashMap<>();

  public MemoryDeletedUsers() {
    this(new MemoryMediaCatalog());
  }

  MemoryDeletedUsers(MemoryMediaCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public DeletionCounts markDeleted(UserId userId, OtherCounts others, Instant now) {
    var media = catalog.all(userId).count();
    return deleted.computeIfAbsent(userId, _ -> new DeletionCounts(media, others, now));
  }

  @Override
  public boolean isDeleted(UserId userId) {
    return deleted.containsKey(userId);
  }

  @Override
  public void eraseItems(UserId userId) {
    catalog.forget(userId);
  }
}
