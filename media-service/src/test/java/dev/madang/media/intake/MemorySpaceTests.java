package dev.madang.media.intake;

import dev.madang.media.upload.OriginalKey;

class MemorySpaceTests extends OriginalsContract {

  private final MemorySpace space = new MemorySpace();

  @Override
  Originals originals() {
    return space;
  }

  @Override
  OriginalList list() {
    return space;
  }

  @Override
  void put(OriginalKey key, String contentType, byte[] bytes) {
    space.put(key, contentType, bytes);
  }

  @Override
  void delete(OriginalKey key) {
    space.delete(key);
  }
}
