package dev.madang.defaults.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes only tokens that are encoded as Cognito encodes them to the check of the signature. An
 * ambiguous token is rejected even if it is signed: a duplicate claim, a list instead of a text,
 * another encoding of the signature.
 */
final class StrictJwtDecoder implements JwtDecoder {

  /** The limit of a request header. */
  private static final int LARGEST = 16 * 1024;

  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
  private static final Set<String> CHANGES_THE_MEANING = Set.of("crit", "b64");
  private static final List<String> TEXTS = List.of("iss", "sub", "client_id", "token_use");
  private static final List<String> TIMES = List.of("exp", "iat");
  private static final long END_OF_9999 = 253_402_300_799L;
  private static final long MAX_LIFETIME = Duration.ofDays(1).toSeconds();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JwtDecoder decoder;

  StrictJwtDecoder(JwtDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public Jwt decode(String token) {
    var parts = COMPACT.matcher(token.length() > LARGEST ? "" : token);
    if (!parts.matches()) {
      throw new BadJwtException("not a compact token");
    }
    checkHeader(object(bytes(parts.group(1))));
    checkClaims(object(bytes(parts.group(2))));
    bytes(parts.group(3));
    return decoder.decode(token);
  }

  private static void checkHeader(JsonNode header) {
    if (!isText(header.path("kid")) || CHANGES_THE_MEANING.stream().anyMatch(header::has)) {
      throw new BadJwtException("another header than Cognito's");
    }
  }

  private static void checkClaims(JsonNode claims) {
    if (!TEXTS.stream().allMatch(name -> isText(claims.path(name)))
        || !TIMES.stream().allMatch(name -> isTime(claims.path(name)))
        || claims.has("nbf") && !isTime(claims.path("nbf"))
        || claims.path("exp").asLong() - claims.path("iat").asLong() > MAX_LIFETIME) {
      throw new BadJwtException("other claims than Cognito's");
    }
  }

  private static boolean isText(JsonNode value) {
    return value.isString() && !value.asString().isBlank();
  }

  /** Too many seconds overflow when they are converted to milliseconds. */
  private static boolean isTime(JsonNode value) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.asLong() > 0
        && value.asLong() <= END_OF_9999;
  }

  /** Rejects an encoding whose last character has unused bits set. */
  private static byte[] bytes(String part) {
    try {
      var bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException noBase64) {
      throw new BadJwtException("not Base64", noBase64);
    }
    throw new BadJwtException("another spelling of the same bytes");
  }

  private static JsonNode object(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var json = JSON.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (CharacterCodingException | JacksonException noJson) {
      throw new BadJwtException("not JSON", noJson);
    }
    throw new BadJwtException("not a JSON object");
  }
}
