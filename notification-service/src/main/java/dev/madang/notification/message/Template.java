package dev.madang.notification.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** A text with named places, such as <code>{name}</code>. */
record Template(String text) {

  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

  static Template read(String file) {
    try {
      return new Template(
          new ClassPathResource(file, Template.class).getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills each place once; what a value contains is never a place.
   *
   * @param escape applied to each value
   */
  String fill(Map<String, String> values, UnaryOperator<String> escape) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(escape.apply(value(values, place.group(1)))));
  }

  private static String value(Map<String, String> values, String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Nothing to say for {" + name + "}");
    }
    return value;
  }
}
