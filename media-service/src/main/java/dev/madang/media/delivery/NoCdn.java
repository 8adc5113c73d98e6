package dev.madang.media.delivery;

import java.util.List;

/** Renditions come from their bucket alone. */
class NoCdn implements Cdn {

  @Override
  public Purged purge(String owner) {
    return new Purged.NoCdn();
  }

  @Override
  public Purged purgePublic(List<String> mediaIds) {
    return new Purged.NoCdn();
  }

  @Override
  public Purged purgeShared(List<String> folders) {
    return new Purged.NoCdn();
  }
}
