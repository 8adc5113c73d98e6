package dev.madang.media.hostile;

import dev.madang.media.rendition.RejectionReason;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file as a malicious or faulty client could upload it.
 *
 * @param name what is wrong with it
 * @param contentType the declared type
 * @param reasons the allowed rejection reasons
 * @param mayBeRendered whether renditions are allowed, too
 */
record HostileFile(
    String name,
    String contentType,
    byte[] bytes,
    Set<RejectionReason> reasons,
    boolean mayBeRendered) {

  /** Marks data that must not be in a rendition. */
  static final String MARK = "MADANG-WAS-HERE";

  /** Renditions and a rejection are both allowed. */
  static HostileFile anyOutcome(String name, String contentType, byte[] bytes) {
    return new HostileFile(name, contentType, bytes, EnumSet.allOf(RejectionReason.class), true);
  }

  /** Must be rendered, if there is a decoder for its type. */
  static HostileFile shown(String name, String contentType, byte[] bytes) {
    return new HostileFile(
        name, contentType, bytes, EnumSet.of(RejectionReason.UNSUPPORTED_TYPE), true);
  }

  /** Must be rejected, for any reason. */
  static HostileFile rejected(String name, String contentType, byte[] bytes) {
    return new HostileFile(name, contentType, bytes, EnumSet.allOf(RejectionReason.class), false);
  }

  /** Must be rejected for one of these reasons. */
  static HostileFile rejected(
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
