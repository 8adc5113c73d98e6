package dev.madang.media.rendition.worker;

/** The library that decodes pictures is not where we look. */
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
