package dev.madang.user.quota;

class MemorySpaceTests extends SpaceContract {

  private final MemorySpace space = new MemorySpace();

  @Override
  Space space() {
    return space;
  }

  @Override
  void put(ObjectKey key, int size) {
    space.put(key, size);
  }
}
