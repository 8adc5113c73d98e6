package dev.madang.media.share.metadata;

/** The result of removing the metadata of an image. */
public sealed interface StripResult {

  /**
   * @param extension of a file of that type, such as {@code jpg}
   */
  record Stripped(String contentType, String extension) implements StripResult {}

  /**
   * The file has an unknown format or is malformed.
   *
   * @param why for the log
   */
  record Refused(String why) implements StripResult {}
}
