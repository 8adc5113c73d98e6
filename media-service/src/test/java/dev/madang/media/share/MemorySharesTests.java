package dev.madang.media.share;

class MemorySharesTests extends SharesContract {

  private final Shares shares = new MemoryShares();

  @Override
  Shares shares() {
    return shares;
  }
}
