package dev.madang.defaults.openapi;

import com.fasterxml.jackson.databind.JavaType;
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
 * {@link ExactlyOneOf} is included.
 */
final class RecordSchemas implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    var schema = chain.next().resolve(type, context, chain);
    var described = describedBy(schema, context);
    var java = Json.mapper().constructType(type.getType());
    if (described != null && described.getProperties() != null && isRecord(java)) {
      Stream.of(java.getRawClass().getRecordComponents())
          .filter(component -> !isNullable(component))
          .map(RecordComponent::getName)
          .filter(described.getProperties()::containsKey)
          .filter(
              name -> described.getRequired() == null || !described.getRequired().contains(name))
          .forEach(described::addRequiredItem);
      var alternatives = java.getRawClass().getAnnotation(ExactlyOneOf.class);
      if (alternatives != null) {
        var first = List.of(alternatives.value()[0]);
        var second = List.of(alternatives.value()[1]);
        described
            ._if(new JsonSchema().required(first))
            .then(new JsonSchema().not(new JsonSchema().required(second)))
            ._else(new JsonSchema().required(second));
      }
    }
    return schema;
  }

  private static @Nullable Schema<?> describedBy(
      @Nullable Schema<?> schema, ModelConverterContext context) {
    if (schema == null || schema.get$ref() == null) {
      return schema;
    }
    var reference = schema.get$ref();
    return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static boolean isRecord(@Nullable JavaType type) {
    return type != null && type.getRawClass().isRecord();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
