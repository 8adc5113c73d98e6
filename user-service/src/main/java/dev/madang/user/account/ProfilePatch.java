package dev.madang.user.account;

import dev.madang.user.profile.DisplayName;
import dev.madang.user.profile.MediaId;
import dev.madang.user.profile.ProfileChange;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON merge patch (RFC 7396) of a profile, and takes nothing for granted. */
final class ProfilePatch {

  private static final Set<String> FORBIDDEN = Set.of("id", "email", "createdAt");
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProfilePatch() {}

  /**
   * @throws UnknownField if it names something that no profile has
   * @throws ForbiddenField if it names something that is not the user's to change
   * @throws UnacceptableChange if it cannot be read, or a value is not acceptable
   */
  static ProfileChange parse(byte[] json) {
    var patch = read(json);
    var change = ProfileChange.nothing();
    for (var field : patch.properties()) {
      change = apply(change, field);
    }
    return change;
  }

  private static JsonNode read(byte[] json) {
    try {
      var patch = STRICT.readTree(json);
      if (patch.isObject()) {
        return patch;
      }
    } catch (JacksonException malformed) {
      throw new UnacceptableChange("body", "is no JSON object without repeated fields");
    }
    throw new UnacceptableChange("body", "is no JSON object without repeated fields");
  }

  private static ProfileChange apply(ProfileChange change, Map.Entry<String, JsonNode> field) {
    var value = field.getValue();
    return switch (field.getKey()) {
      case "displayName" -> change.displayName(name(value));
      case "locale" -> change.locale(optional("locale", value, ProfilePatch::locale));
      case "timeZone" -> change.timeZone(optional("timeZone", value, ProfilePatch::timeZone));
      case "avatar" -> change.avatar(optional("avatar", value, ProfilePatch::avatar));
      default -> {
        if (FORBIDDEN.contains(field.getKey())) {
          throw new ForbiddenField(field.getKey());
        }
        throw new UnknownField(field.getKey());
      }
    };
  }

  private static String name(JsonNode value) {
    var name = text("displayName", value);
    if (!DisplayName.isAcceptable(name)) {
      throw new UnacceptableChange("displayName", "must be 1 to 100 visible characters");
    }
    return name;
  }

  private static Locale locale(String tag) {
    return Locales.known(tag)
        .orElseThrow(
            () -> new UnacceptableChange("locale", "must be a language tag such as en-GB"));
  }

  private static ZoneId timeZone(String id) {
    return TimeZones.known(id)
        .orElseThrow(
            () -> new UnacceptableChange("timeZone", "must be a time zone such as Europe/London"));
  }

  private static MediaId avatar(String id) {
    try {
      return new MediaId(id);
    } catch (IllegalArgumentException malformed) {
      throw new AvatarNotFound();
    }
  }

  private interface Reading<T> {
    T of(String text);
  }

  private static <T> Optional<T> optional(String field, JsonNode value, Reading<T> reading) {
    return value.isNull() ? Optional.empty() : Optional.of(reading.of(text(field, value)));
  }

  private static String text(String field, JsonNode value) {
    if (!value.isString()) {
      throw new UnacceptableChange(field, "must be a string");
    }
    return value.stringValue();
  }
}
