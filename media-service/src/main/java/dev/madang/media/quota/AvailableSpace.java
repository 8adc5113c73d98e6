package dev.madang.media.quota;

import java.util.OptionalLong;

/**
 * The space for an object that is already uploaded.
 *
 * @param limit in bytes
 * @param used by counted objects, in bytes
 * @param reserved for open uploads, in bytes
 * @param isCounted whether the object is counted in {@code used}
 * @param isEnough whether the object fits into the quota, counted or not
 */
public record AvailableSpace(
    long limit, long used, long reserved, boolean isCounted, boolean isEnough) {

  /**
   * @param counted the counted size at the object's path, perhaps of an older version
   * @param size of the object
   */
  static AvailableSpace of(long limit, long used, long reserved, OptionalLong counted, long size) {
    var others = used - counted.orElse(0);
    return new AvailableSpace(
        limit,
        used,
        reserved,
        counted.isPresent() && counted.getAsLong() == size,
        size <= limit - others - reserved);
  }
}
