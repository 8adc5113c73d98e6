package dev.madang.media.processing;

import dev.madang.media.OriginalKey;

class MemoryOriginalsTests extends OriginalsContract {

  private final MemoryOriginals space = new MemoryOriginals();

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
