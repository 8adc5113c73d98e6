package dev.madang.media.catalog;

class MemoryClosuresTests extends ClosuresContract {

  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final Closures closures = new MemoryClosures(catalog);

  @Override
  MediaCatalog catalog() {
    return catalog;
  }

  @Override
  Closures closures() {
    return closures;
  }
}
