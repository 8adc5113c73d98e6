package dev.madang.media.share;

class MemoryShareLinksTests extends ShareLinksContract {

  private final ShareLinks shares = new MemoryShareLinks();

  @Override
  ShareLinks shares() {
    return shares;
  }
}
