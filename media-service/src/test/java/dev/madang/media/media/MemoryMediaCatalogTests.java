package dev.madang.media.media;

class MemoryMediaCatalogTests extends MediaCatalogContract {

  private final MediaCatalog catalog = new MemoryMediaCatalog();

  @Override
  MediaCatalog catalog() {
    return catalog;
  }
}
