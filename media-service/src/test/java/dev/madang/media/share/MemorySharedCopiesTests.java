package dev.madang.media.share;

import java.util.List;

class MemorySharedCopiesTests extends SharedCopiesContract {

  private final MemorySharedCopies copies = new MemorySharedCopies();

  @Override
  SharedCopies copies() {
    return copies;
  }

  @Override
  void thereIsARendition(String key) {
    copies.put(key);
  }

  @Override
  List<String> keysBelow(String prefix) {
    return copies.all().stream().filter(it -> it.startsWith(prefix)).toList();
  }
}
