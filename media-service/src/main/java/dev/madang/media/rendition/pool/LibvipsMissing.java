package dev.madang.media.rendition.pool;

/** The library that decodes pictures is not where we look. */
final class LibvipsMissing extends DecoderUnavailable {

  LibvipsMissing(String why) {
    super(why);
  }
}
