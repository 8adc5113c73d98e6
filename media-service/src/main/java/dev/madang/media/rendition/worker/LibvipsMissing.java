package dev.madang.media.rendition.worker;

/** libvips was not found. */
final class LibvipsMissing extends DecoderUnavailable {

  private final String why;

  LibvipsMissing(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
