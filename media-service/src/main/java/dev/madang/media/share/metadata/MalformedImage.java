package dev.madang.media.share.metadata;

/** The file violates its format. */
class MalformedImage extends RuntimeException {

  MalformedImage(String why) {
    super(why);
  }

  static void unless(boolean fine, String why) {
    if (!fine) {
      throw new MalformedImage(why);
    }
  }
}
