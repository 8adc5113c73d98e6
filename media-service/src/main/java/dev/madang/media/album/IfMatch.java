package dev.madang.media.album;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a change asks of what it meets.
 *
 * @param revision it must have this one; none is any
 */
record IfMatch(OptionalLong revision) {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
  private static final Pattern OURS = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final OptionalLong NEVER = OptionalLong.of(-1);

  /**
   * @throws PreconditionRequired if there is no header
   * @throws UnacceptableChange if it is neither {@code *} nor one tag
   */
  static IfMatch parse(@Nullable String header) {
    if (header == null) {
      throw new PreconditionRequired();
    }
    if (header.strip().equals("*")) {
      return new IfMatch(OptionalLong.empty());
    }
    var tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw new UnacceptableChange("If-Match", "must be one ETag or *");
    }
    // A weak tag matches nothing, nor does one that we never gave.
    var isOurs = tag.group(1) == null && OURS.matcher(tag.group(2)).matches();
    return new IfMatch(isOurs ? OptionalLong.of(Long.parseLong(tag.group(2))) : NEVER);
  }

  boolean isAny() {
    return revision.isEmpty();
  }

  /**
   * @throws ChangedMeanwhile unless it fits
   */
  void require(long standing) {
    if (revision.isPresent() && revision.getAsLong() != standing) {
      throw new ChangedMeanwhile();
    }
  }
}
