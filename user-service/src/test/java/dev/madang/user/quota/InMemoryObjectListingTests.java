package dev.madang.user.quota;

class InMemoryObjectListingTests extends ObjectListingContract {

  private final InMemoryObjectListing listing = new InMemoryObjectListing();

  @Override
  ObjectListing listing() {
    return listing;
  }

  @Override
  void put(ObjectKey key, int size) {
    listing.put(key, size);
  }
}
