package dev.madang.media.share;

import dev.madang.media.OriginalKey;
import java.util.List;

class MemorySharedCopiesTests extends SharedCopiesContract {

  private final MemorySharedCopies copies = new MemorySharedCopies();

  @Override
  SharedCopies copies() {
    return copies;
  }

  @Override
  void givenRendition(String key) {
    copies.put(key);
  }

  @Override
  void givenOriginal(OriginalKey key, byte[] bytes) {
    copies.put(key, bytes[0] == (byte) 0xff);
  }

  @Override
  List<String> keysBelow(String prefix) {
    return copies.all().stream().filter(it -> it.startsWith(prefix)).toList();
  }
}
