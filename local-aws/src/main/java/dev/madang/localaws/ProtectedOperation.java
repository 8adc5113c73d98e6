package dev.madang.localaws;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operation that needs a token according to its OpenAPI spec. */
public record ProtectedOperation(String method, String path) {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^/]+}");

  /** The protected operations of a spec in JSON; path variables have a value. */
  public static List<ProtectedOperation> in(String spec) {
    return new JsonMapper()
        .readTree(spec).get("paths").properties().stream()
            .flatMap(path ->
                path.getValue().properties().stream()
                    .filter(operation -> needsToken(operation.getValue()))
                    .map(operation -> operation(operation.getKey(), path.getKey())))
            .toList();
  }

  private static boolean needsToken(JsonNode operation) {
    return !operation.path("security").isEmpty();
  }

  private static ProtectedOperation operation(String method, String path) {
    var filled = VARIABLE.matcher(path).replaceAll("01KAQ9Z6J5T8M2W4Y7C3X0NB1D");
    return new ProtectedOperation(method.toUpperCase(Locale.ROOT), filled);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
