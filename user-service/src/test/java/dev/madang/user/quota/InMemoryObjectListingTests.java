package dev.madang.user.quota;

class InMemoryObjectListingTests extends ObjectListingContract {

  private final InMemoryObjectListing space = new InMemoryObjectListing();

  @Override
  ObjectListing space() {
    return space;
  }

  @Override
  void put(ObjectKey key, int size) {
    space.put(key, size);
  }
}
