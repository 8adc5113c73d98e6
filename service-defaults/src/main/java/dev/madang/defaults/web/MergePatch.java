package dev.madang.defaults.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.InvalidField;
import dev.madang.defaults.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON merge patch (RFC 7396) of a flat resource, as a controller's {@code @RequestBody}: an
 * absent field stays, {@code null} removes a value.
 */
public final class MergePatch {

  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final JsonNode patch;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  MergePatch(JsonNode patch) {
    if (!patch.isObject()) {
      throw CommonProblem.invalid("body", "must be a JSON object");
    }
    this.patch = patch;
  }

  /**
   * @param readOnly fields that the resource has but that cannot be changed
   * @throws ProblemException {@code read-only-field} or {@code unknown-field}
   */
  public MergePatch allow(Set<String> fields, Set<String> readOnly) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      var name = field.getKey();
      if (readOnly.contains(name)) {
        throw CommonProblem.READ_ONLY_FIELD.of(
            List.of(new InvalidField(name, "cannot be changed")));
      }
      if (!fields.contains(name)) {
        throw CommonProblem.UNKNOWN_FIELD.of(List.of(new InvalidField(name, "does not exist")));
      }
    }
    return this;
  }

  /**
   * A string field that cannot be removed; empty if the patch does not name it.
   *
   * @param parse throws {@link IllegalArgumentException} whose message says what the field must be
   */
  public <T> Optional<T> required(String field, Function<String, T> parse) {
    var value = patch.get(field);
    return value == null ? Optional.empty() : Optional.of(parse(field, value, parse));
  }

  /**
   * A string field that {@code null} removes: the outer optional is empty if the patch does not
   * name it, the inner one if the patch removes it.
   *
   * @param parse throws {@link IllegalArgumentException} whose message says what the field must be
   */
  public <T> Optional<Optional<T>> removable(String field, Function<String, T> parse) {
    var value = patch.get(field);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(value.isNull() ? Optional.empty() : Optional.of(parse(field, value, parse)));
  }

  private static <T> T parse(String field, JsonNode value, Function<String, T> parse) {
    if (!value.isString()) {
      throw CommonProblem.invalid(field, "must be a string");
    }
    var text = value.stringValue();
    try {
      return parse.apply(Text.requireUnicode(text));
    } catch (IllegalArgumentException refused) {
      throw CommonProblem.invalid(field, message(refused.getMessage()));
    }
  }

  private static String message(@Nullable String refused) {
    return refused == null ? "is not a valid value" : refused;
  }
}
