package dev.madang.defaults.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds the limit of its format to each schema without a limit in the code, so that the spec has one
 * everywhere.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // the Swagger model's
final class SchemaLimits {

  /** The longest strings of a format: RFC 3339 with nanoseconds and offset, a URL, an address. */
  private static final Map<String, Integer> LENGTHS =
      Map.of("date-time", 35, "uri", 8192, "uri-reference", 8192, "email", 254, "uuid", 36);

  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_ARRAY = 1_000;
  private static final int MAX_PROPERTIES = 100;

  private SchemaLimits() {}

  static void apply(OpenAPI spec) {
    spec.getComponents().getSchemas().values().forEach(SchemaLimits::limit);
    for (var path : spec.getPaths().values()) {
      for (var operation : path.readOperations()) {
        Stream.ofNullable(operation.getParameters())
            .flatMap(Collection::stream)
            .map(Parameter::getSchema)
            .forEach(SchemaLimits::limit);
        Stream.ofNullable(operation.getRequestBody())
            .flatMap(it -> it.getContent().values().stream())
            .map(MediaType::getSchema)
            .forEach(SchemaLimits::limit);
        operation.getResponses().values().stream()
            .flatMap(it ->
                Stream.concat(
                    Stream.ofNullable(it.getContent())
                        .flatMap(content -> content.values().stream())
                        .map(MediaType::getSchema),
                    Stream.ofNullable(it.getHeaders())
                        .flatMap(headers -> headers.values().stream())
                        .map(Header::getSchema)))
            .forEach(SchemaLimits::limit);
      }
    }
  }

  private static void limit(@Nullable Schema<?> schema) {
    if (schema == null || schema.get$ref() != null) {
      return;
    }
    for (var type : typesOf(schema)) {
      switch (type) {
        case "string" -> limitText(schema);
        case "integer" -> limitInteger(schema);
        case "array" -> {
          if (schema.getMaxItems() == null) {
            schema.setMaxItems(LONGEST_ARRAY);
          }
          limit(schema.getItems());
        }
        default -> {}
      }
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(SchemaLimits::limit);
    }
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      if (schema.getMaxProperties() == null) {
        schema.setMaxProperties(MAX_PROPERTIES);
      }
      limit(values);
    }
  }

  private static Collection<String> typesOf(Schema<?> schema) {
    if (schema.getTypes() != null) {
      return schema.getTypes();
    }
    return schema.getType() == null ? List.of() : List.of(schema.getType());
  }

  private static void limitText(Schema<?> schema) {
    if (schema.getMaxLength() == null && schema.getEnum() == null && schema.getConst() == null) {
      schema.setMaxLength(
          schema.getFormat() == null
              ? LONGEST_TEXT
              : LENGTHS.getOrDefault(schema.getFormat(), LONGEST_TEXT));
    }
  }

  private static void limitInteger(Schema<?> schema) {
    if (schema.getMinimum() == null) {
      schema.setMinimum(BigDecimal.ZERO);
    }
    if (schema.getMaximum() == null) {
      schema.setMaximum(
          BigDecimal.valueOf(
              "int64".equals(schema.getFormat()) ? (1L << 53) - 1 : Integer.MAX_VALUE));
    }
  }
}
