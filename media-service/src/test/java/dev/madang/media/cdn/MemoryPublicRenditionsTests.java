package dev.madang.media.cdn;

import dev.madang.media.rendition.storage.RenditionFormat;
import java.util.HashSet;
import java.util.Set;

class MemoryPublicRenditionsTests extends PublicRenditionsContract {

  private final MemoryPublicRenditions publicRenditions = new MemoryPublicRenditions();
  private final Set<String> stored = new HashSet<>();

  @Override
  PublicRenditions publicRenditions() {
    return publicRenditions;
  }

  @Override
  String storeRendition(String userId, String original, String contentType) {
    var extension = RenditionFormat.of(contentType).extension();
    var key = "private/%s/renditions/%s/v/small.%s".formatted(userId, original, extension);
    stored.add(key);
    return key;
  }

  @Override
  boolean exists(String key) {
    return stored.contains(key) || publicRenditions.copiesOf(key.split("/")[1]).contains(key);
  }
}
