package dev.madang.media.hostile;

import dev.madang.media.rendition.RejectionReason;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that somebody could send.
 *
 * @param name what is wrong with it
 * @param contentType what the sender says it is
 * @param reasons for which it may be refused
 * @param mayBeMade whether it may also become pictures
 */
record HostileFile(
    String name,
    String contentType,
    byte[] bytes,
    Set<RejectionReason> reasons,
    boolean mayBeMade) {

  /** Stands in everything that must not be found in a rendition. */
  static final String MARK = "MADANG-WAS-HERE";

  /** Nobody can say what it is worth; it has to end. */
  static HostileFile doubtful(String name, String contentType, byte[] bytes) {
    return new HostileFile(name, contentType, bytes, EnumSet.allOf(RejectionReason.class), true);
  }

  /** Must be refused, for whatever reason. */
  static HostileFile bad(String name, String contentType, byte[] bytes) {
    return new HostileFile(name, contentType, bytes, EnumSet.allOf(RejectionReason.class), false);
  }

  /** Must be refused for one of these reasons. */
  static HostileFile bad(
      String name,
      String contentType,
      byte[] bytes,
      RejectionReason reason,
      RejectionReason... others) {
    return new HostileFile(name, contentType, bytes, EnumSet.of(reason, others), false);
  }

  @Override
  public String toString() {
    return "%s (%s, %d bytes)".formatted(name, contentType, bytes.length);
  }
}
