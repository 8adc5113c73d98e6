package dev.madang.defaults.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record's component is required in the spec as it is in the code: unless it is nullable. */
final class RequiredUnlessNullable implements ModelConverter {

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
