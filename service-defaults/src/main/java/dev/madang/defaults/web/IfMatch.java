package dev.madang.defaults.web;

import dev.madang.defaults.problem.CommonProblem;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The {@code If-Match} header of a change (RFC 9110, 13.1.1), as a controller's argument: {@code
 * &#64;RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition}. A request without the header is
 * answered with {@code precondition-required}.
 *
 * @param version the version that the resource must have; empty for {@code *}
 */
public record IfMatch(OptionalLong version) {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
  private static final Pattern OURS = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final OptionalLong NEVER = OptionalLong.of(-1);

  /**
   * Called by Spring's conversion.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-request} unless it is
   *     {@code *} or one entity tag
   */
  public static IfMatch valueOf(String header) {
    if (header.strip().equals("*")) {
      return new IfMatch(OptionalLong.empty());
    }
    var tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw CommonProblem.invalid("If-Match", "must be one ETag or *");
    }
    // A weak tag matches nothing (strong comparison), nor does a tag that no response had.
    var isOurs = tag.group(1) == null && OURS.matcher(tag.group(2)).matches();
    return new IfMatch(isOurs ? OptionalLong.of(Long.parseLong(tag.group(2))) : NEVER);
  }

  public boolean matches(long current) {
    return version.isEmpty() || version.getAsLong() == current;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code precondition-failed} unless it
   *     matches
   */
  public void require(long current) {
    if (!matches(current)) {
      throw CommonProblem.PRECONDITION_FAILED.exception();
    }
  }
}
