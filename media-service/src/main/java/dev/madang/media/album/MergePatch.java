package dev.madang.media.album;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON merge patch (RFC 7396), and takes nothing for granted. */
final class MergePatch {

  static final String TYPE = "application/merge-patch+json";

  private static final int LONGEST_NAME = 255;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private MergePatch() {}

  /**
   * @throws UnacceptableChange if it is no object
   */
  static JsonNode read(byte[] json) {
    try {
      var patch = STRICT.readTree(json);
      if (patch.isObject()) {
        return patch;
      }
    } catch (JacksonException malformed) {
      throw noObject();
    }
    throw noObject();
  }

  private static UnacceptableChange noObject() {
    return new UnacceptableChange("body", "is no JSON object without repeated fields");
  }

  /**
   * @throws UnacceptableChange unless it is 1 to 255 characters without a control character, not
   *     all of them blank
   */
  static String name(String field, JsonNode value) {
    if (!value.isString()) {
      throw new UnacceptableChange(field, "must be a string");
    }
    return name(field, value.stringValue());
  }

  static String name(String field, String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new UnacceptableChange(field, "must be 1 to 255 visible characters");
    }
    return name;
  }

  static RuntimeException refused(String field, Set<String> forbidden) {
    return forbidden.contains(field) ? new ForbiddenField(field) : new UnknownField(field);
  }
}
