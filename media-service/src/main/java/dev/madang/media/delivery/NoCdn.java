package dev.madang.media.delivery;

/** Renditions come from their bucket alone. */
class NoCdn implements Cdn {

  @Override
  public Purged purge(String owner) {
    return new Purged.NoCdn();
  }
}
