package dev.madang.user.signin;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The tokens of a session. {@code toString} omits them, so that none is logged.
 *
 * @param refreshToken gives new access and ID tokens for 30 days after the sign-in
 * @param expiresIn seconds until the access token expires
 */
record Tokens(
    @Schema(
            description = "Authorizes requests to this API",
            example = "eyJraWQiOiJrMSJ9.eyJ0b2tlbl91c2UiOiJhY2Nlc3MifQ.c2ln",
            pattern = JWT,
            maxLength = 16384)
        String accessToken,
    @Schema(
            description = "Identifies the user; needed for storage credentials",
            example = "eyJraWQiOiJrMSJ9.eyJ0b2tlbl91c2UiOiJpZCJ9.c2ln",
            pattern = JWT,
            maxLength = 16384)
        String idToken,
    @Schema(
            description = "Gives new tokens for 30 days after the sign-in",
            example = "eyJjdHkiOiJKV1QifQ.example",
            pattern = Tokens.REFRESH_TOKEN,
            maxLength = 4096)
        String refreshToken,
    @Schema(allowableValues = "Bearer") String tokenType,
    @Schema(
            description = "Seconds until the access token expires",
            example = "3600",
            minimum = "1",
            maximum = "86400")
        long expiresIn) {

  static final String REFRESH_TOKEN = "^[A-Za-z0-9_=.-]+$";
  private static final String JWT = "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";

  static Tokens bearer(String accessToken, String idToken, String refreshToken, long expiresIn) {
    return new Tokens(accessToken, idToken, refreshToken, "Bearer", expiresIn);
  }

  @Override
  public String toString() {
    return "Tokens[…]";
  }
}
