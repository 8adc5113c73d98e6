package dev.madang.defaults.openapi;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.defaults.web.ExactlyOneOf;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the schema of a record from its code: a component is required unless it is nullable;
 * {@link ExactlyOneOf} is included. {@code @Schema} on a record that is a JSON string describes it
 * wherever it is used.
 */
final class RecordSchemas implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    var schema = chain.next().resolve(type, context, chain);
    var java = Json.mapper().constructType(type.getType());
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      var described = describedBy(schema, context);
      if (described != null && described.getProperties() != null) {
        requireComponents(described, java.getRawClass());
        addAlternatives(described, java.getRawClass());
      }
      if (isDescribedString(java.getRawClass())) {
        describe(schema, java.getRawClass());
      }
    }
    return schema;
  }

  private static void requireComponents(Schema<?> schema, Class<?> type) {
    Stream.of(type.getRecordComponents())
        .filter(component -> !isNullable(component))
        .map(RecordComponent::getName)
        .filter(schema.getProperties()::containsKey)
        .filter(name -> schema.getRequired() == null || !schema.getRequired().contains(name))
        .forEach(schema::addRequiredItem);
  }

  private static void addAlternatives(Schema<?> schema, Class<?> type) {
    var alternatives = type.getAnnotation(ExactlyOneOf.class);
    if (alternatives != null) {
      var first = List.of(alternatives.value()[0]);
      var second = List.of(alternatives.value()[1]);
      schema
          ._if(new JsonSchema().required(first))
          .then(new JsonSchema().not(new JsonSchema().required(second)))
          ._else(new JsonSchema().required(second));
    }
  }

  private static @Nullable Schema<?> describedBy(Schema<?> schema, ModelConverterContext context) {
    if (schema.get$ref() == null) {
      return schema;
    }
    var reference = schema.get$ref();
    return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean isDescribedString(Class<?> type) {
    return type.isAnnotationPresent(io.swagger.v3.oas.annotations.media.Schema.class)
        && Stream.of(type.getRecordComponents())
            .anyMatch(it -> it.getAccessor().isAnnotationPresent(JsonValue.class));
  }

  private static void describe(Schema<?> schema, Class<?> type) {
    var declared = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    schema.setPattern(declared.pattern());
    schema.setMinLength(declared.minLength());
    schema.setMaxLength(declared.maxLength());
    if (schema.getExample() == null) {
      schema.setExample(declared.example());
    }
  }
}
