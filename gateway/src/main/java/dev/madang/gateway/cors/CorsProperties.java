package dev.madang.gateway.cors;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may use the API. The private space and the CDN have the same
 * list, from the parameter {@code AllowedOrigins} of the stacks.
 *
 * @param allowedOrigins such as {@code https://app.example.com}, {@code https://*.example.com} or
 *     {@code http://localhost:*}; none unless set
 * @param cookiePaths the operations whose cookies a browser may store; no operation reads a cookie
 * @param maxAge how long a browser may cache the answer to a preflight request
 */
@ConfigurationProperties("gateway.cors")
record CorsProperties(
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue Set<String> cookiePaths,
    @DefaultValue("2h") Duration maxAge) {

  /** As in the templates: never every origin, and no path. */
  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\*\\.)?[a-z0-9.-]+(:([0-9]+|\\*))?");

  CorsProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
    cookiePaths = Set.copyOf(cookiePaths);
    for (var origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "gateway.cors.allowed-origins: '%s' is not an origin".formatted(origin));
      }
    }
  }
}
