package dev.madang.defaults.ratelimit;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may happen: a token bucket that holds {@code requests} tokens and refills
 * evenly within {@code window}. Its text is {@code 100/5s}.
 *
 * @param requests at least 1
 * @param window at least a second
 */
public record Rate(int requests, Duration window) {

  public Rate {
    if (requests < 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException("A rate is at least 1 in at least 1 s");
    }
  }

  Rate times(int factor) {
    return new Rate(Math.multiplyExact(requests, factor), window);
  }

  /** For configuration properties. */
  public static Rate valueOf(String text) {
    var slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("A rate is written as 100/5s, not " + text);
    }
    return new Rate(
        Integer.parseInt(text.substring(0, slash).strip()),
        DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
  }
}
