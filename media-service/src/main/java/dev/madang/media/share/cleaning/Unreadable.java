package dev.madang.media.share.cleaning;

/** The file is not written as its kind should be. */
class Unreadable extends RuntimeException {

  Unreadable(String why) {
    super(why);
  }

  static void unless(boolean fine, String why) {
    if (!fine) {
      throw new Unreadable(why);
    }
  }
}
