package dev.madang.media.delivery;

import java.util.HashSet;
import java.util.Set;

class MemoryPublicationsTests extends PublicationsContract {

  private final MemoryPublications publications = new MemoryPublications();
  private final Set<String> kept = new HashSet<>();

  @Override
  Publications publications() {
    return publications;
  }

  @Override
  String kept(String owner, String original, String contentType) {
    var end = RenditionFormat.of(contentType).extension();
    var key = "private/%s/renditions/%s/v/small.%s".formatted(owner, original, end);
    kept.add(key);
    return key;
  }

  @Override
  boolean stands(String key) {
    return kept.contains(key) || publications.copiesOf(key.split("/")[1]).contains(key);
  }
}
