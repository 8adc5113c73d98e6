package dev.madang.defaults.web;

import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads requests as the spec describes them: no unknown or repeated field, no value of another
 * type, no text that UTF-8 cannot represent. What other services send is read leniently.
 */
final class StrictJson {

  private static final Set<Class<?>> INTEGERS =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private static final SimpleModule STRICT =
      new SimpleModule("strict")
          .addDeserializer(String.class, new UnicodeText())
          .setDeserializerModifier(
              new ValueDeserializerModifier() {
                @Override
                public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config,
                    BeanDescription.Supplier type,
                    ValueDeserializer<?> deserializer) {
                  if (INTEGERS.contains(type.getBeanClass())) {
                    return new IntegralNumber(deserializer);
                  }
                  return type.getBeanClass().isRecord()
                      ? new UnicodeValue(deserializer)
                      : deserializer;
                }
              });

  private StrictJson() {}

  static JsonMapper from(JsonMapper json) {
    return json.rebuild()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(STRICT)
        .build();
  }

  private static final class UnicodeText extends StdScalarDeserializer<String> {

    UnicodeText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      return unicode(parser);
    }
  }

  /** A record that is a string in JSON takes it from the parser itself. */
  private static final class UnicodeValue extends DelegatingDeserializer {

    UnicodeValue(ValueDeserializer<?> record) {
      super(record);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> record) {
      return new UnicodeValue(record);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        unicode(parser);
      }
      return super.deserialize(parser, context);
    }
  }

  /** JSON Schema's integers include 1.0, which some clients write for 1. */
  private static final class IntegralNumber extends DelegatingDeserializer {

    IntegralNumber(ValueDeserializer<?> number) {
      super(number);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> number) {
      return new IntegralNumber(number);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
        return super.deserialize(parser, context);
      }
      try {
        var value = parser.getDecimalValue();
        return isLong() ? (Object) value.longValueExact() : value.intValueExact();
      } catch (ArithmeticException refused) {
        throw DatabindException.from(parser, "not an integer", refused);
      }
    }

    private boolean isLong() {
      return handledType() == long.class || handledType() == Long.class;
    }
  }

  private static String unicode(JsonParser parser) {
    try {
      return Text.requireUnicode(parser.getString());
    } catch (IllegalArgumentException refused) {
      throw DatabindException.from(parser, "not Unicode", refused);
    }
  }
}
