package dev.madang.media.quota;

import java.util.OptionalLong;

/**
 * The room that there is for an object that has come already.
 *
 * @param limit in bytes
 * @param used by what is counted by now, in bytes
 * @param reserved for uploads that may still come, in bytes
 * @param isCounted whether the object is among what is counted
 * @param isEnough whether the object has its room, counted or not
 */
public record AvailableSpace(
    long limit, long used, long reserved, boolean isCounted, boolean isEnough) {

  /**
   * @param counted the bytes that are counted at the object's path; perhaps of an older version
   * @param bytes of the object
   */
  static AvailableSpace of(long limit, long used, long reserved, OptionalLong counted, long bytes) {
    var others = used - counted.orElse(0);
    return new AvailableSpace(
        limit,
        used,
        reserved,
        counted.isPresent() && counted.getAsLong() == bytes,
        bytes <= limit - others - reserved);
  }
}
