package dev.madang.localaws;

import java.util.Base64;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class Tokens {
  private static final JsonMapper JSON = new JsonMapper();

  private Tokens() {}

  static Map<String, Object> claims(String token) {
    return JSON.readValue(
        Base64.getUrlDecoder().decode(token.split("\\.")[1]), new TypeReference<>() {});
  }

  static Map<String, Object> header(String token) {
    return JSON.readValue(
        Base64.getUrlDecoder().decode(token.split("\\.")[0]), new TypeReference<>() {});
  }
}
