package dev.madang.defaults.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Declares in the schemas of requests that there are no other fields; {@code unknown-field} rejects
 * them.
 */
final class RequestSchemas {

  private RequestSchemas() {}

  @SuppressWarnings("rawtypes") // of the Swagger model
  static void forbidOtherFields(OpenAPI spec) {
    var seen = new HashSet<String>();
    spec.getPaths().values().stream()
        .map(PathItem::readOperations)
        .flatMap(operations -> operations.stream())
        .filter(it -> it.getRequestBody() != null && it.getRequestBody().getContent() != null)
        .flatMap(it -> it.getRequestBody().getContent().values().stream())
        .forEach(media -> close(media.getSchema(), spec.getComponents().getSchemas(), seen));
  }

  @SuppressWarnings("rawtypes")
  private static void close(
      @Nullable Schema<?> schema, Map<String, Schema> components, Set<String> seen) {
    if (schema == null) {
      return;
    }
    if (schema.get$ref() != null) {
      var name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
      if (seen.add(name)) {
        close(components.get(name), components, seen);
      }
      return;
    }
    if (schema.getProperties() != null) {
      schema.setAdditionalProperties(false);
      schema.getProperties().values().forEach(it -> close(it, components, seen));
    }
    close(schema.getItems(), components, seen);
  }
}
