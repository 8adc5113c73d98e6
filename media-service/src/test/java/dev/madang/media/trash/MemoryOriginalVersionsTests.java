package dev.madang.media.trash;

import dev.madang.media.OriginalKey;

class MemoryOriginalVersionsTests extends OriginalVersionsContract {

  private final MemoryOriginalVersions originals = new MemoryOriginalVersions();

  @Override
  OriginalVersions originals() {
    return originals;
  }

  @Override
  void write(OriginalKey key, String content) {
    originals.write(key, content);
  }

  @Override
  void delete(OriginalKey key) {
    originals.delete(key);
  }

  @Override
  String read(OriginalKey key) {
    return originals.read(key);
  }

  @Override
  int count(OriginalKey key) {
    return originals.count(key);
  }
}
