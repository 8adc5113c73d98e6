package dev.madang.media.media;

class MemoryDeletedUsersTests extends DeletedUsersContract {

  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final DeletedUsers deletedUsers = new MemoryDeletedUsers(catalog);

  @Override
  MediaCatalog catalog() {
    return catalog;
  }

  @Override
  DeletedUsers deletedUsers() {
    return deletedUsers;
  }
}
