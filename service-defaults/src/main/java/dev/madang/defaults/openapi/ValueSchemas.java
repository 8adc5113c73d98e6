package dev.madang.defaults.openapi;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies the {@code @Schema} of a type wherever the type is used, if it is a JSON string. */
final class ValueSchemas implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    var schema = chain.next().resolve(type, context, chain);
    var java = Json.mapper().constructType(type.getType());
    if (schema != null && java != null && isValue(java.getRawClass())) {
      describe(schema, java.getRawClass());
    }
    return schema;
  }

  private static boolean isValue(Class<?> type) {
    return type.isRecord()
        && type.isAnnotationPresent(io.swagger.v3.oas.annotations.media.Schema.class)
        && Stream.of(type.getRecordComponents())
            .anyMatch(it -> it.getAccessor().isAnnotationPresent(JsonValue.class));
  }

  private static void describe(Schema<?> schema, Class<?> type) {
    var said = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    schema.setPattern(said.pattern());
    schema.setMinLength(said.minLength());
    schema.setMaxLength(said.maxLength());
    if (schema.getExample() == null) {
      schema.setExample(said.example());
    }
  }
}
