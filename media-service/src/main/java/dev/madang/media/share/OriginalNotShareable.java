package dev.madang.media.share;

/** An original cannot be had without its metadata; so it is not to be had. */
class OriginalNotShareable extends RuntimeException {

  /**
   * @param why for the log
   */
  OriginalNotShareable(String why) {
    super(why);
  }
}
