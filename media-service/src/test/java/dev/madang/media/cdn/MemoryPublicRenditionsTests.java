package dev.madang.media.cdn;

import dev.madang.media.rendition.storage.RenditionFormat;
import java.util.HashSet;
import java.util.Set;

class MemoryPublicRenditionsTests extends PublicRenditionsContract {

  private final MemoryPublicRenditions publications = new MemoryPublicRenditions();
  private final Set<String> kept = new HashSet<>();

  @Override
  PublicRenditions publications() {
    return publications;
  }

  @Override
  String kept(String userId, String original, String contentType) {
    var end = RenditionFormat.of(contentType).extension();
    var key = "private/%s/renditions/%s/v/small.%s".formatted(userId, original, end);
    kept.add(key);
    return key;
  }

  @Override
  boolean stands(String key) {
    return kept.contains(key) || publications.copiesOf(key.split("/")[1]).contains(key);
  }
}
