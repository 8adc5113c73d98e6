package dev.madang.media.share.metadata;

/** The result of removing the metadata of an image. */
public sealed interface StripResult {

  /**
   * @param extension of a file of that type, such as {@code jpg}
   */
  record Stripped(String contentType, String extension) implements StripResult {}

  /**
   * It is none of the kinds that we know to the last byte, or is not written as it should be.
   *
   * @param why for the log
   */
  record Refused(String why) implements StripResult {}
}
