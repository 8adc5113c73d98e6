package dev.madang.defaults.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.defaults.problem.CommonProblem;
import java.util.Base64;
import java.util.function.Function;

/**
 * An opaque position in a list: clients send the {@code next} of a page back as {@code cursor}. It
 * is not protected, so a list never trusts it to identify the user.
 *
 * @param value Base64url without padding
 */
public record Cursor(String value) {

  public static final int MAX_LENGTH = 2048;
  public static final String PATTERN = "^[A-Za-z0-9_-]+$";

  // Not "of": Spring's conversion would call that for the parameter of a request.
  public static Cursor encode(String position) {
    return new Cursor(
        Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8)));
  }

  /**
   * @param position parses a position of the list; throws {@link IllegalArgumentException} if it is
   *     none
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-cursor}
   */
  public <T> T decode(Function<String, T> position) {
    try {
      if (value.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("too long");
      }
      return position.apply(new String(Base64.getUrlDecoder().decode(value), UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw CommonProblem.INVALID_CURSOR.exception(malformed);
    }
  }
}
