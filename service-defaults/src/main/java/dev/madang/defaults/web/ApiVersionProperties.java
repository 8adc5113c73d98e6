package dev.madang.defaults.web;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.accept.StandardApiVersionDeprecationHandler;

/**
 * Which versions of the API end, and when.
 *
 * @param deprecated by version, such as {@code 1}
 */
@ConfigurationProperties("madang.api-version")
record ApiVersionProperties(@DefaultValue Map<String, Deprecation> deprecated) {

  /**
   * @param since sent as {@code Deprecation} (RFC 9745)
   * @param sunset sent as {@code Sunset} (RFC 8594): the version may be gone after this day
   * @param link where the successor is documented
   */
  record Deprecation(LocalDate since, @Nullable LocalDate sunset, @Nullable URI link) {}

  StandardApiVersionDeprecationHandler handler() {
    var handler = new StandardApiVersionDeprecationHandler();
    deprecated.forEach((version, deprecation) -> {
      var spec =
          handler
              .configureVersion(version)
              .setDeprecationDate(deprecation.since().atStartOfDay(ZoneOffset.UTC));
      if (deprecation.sunset() != null) {
        spec.setSunsetDate(deprecation.sunset().atStartOfDay(ZoneOffset.UTC));
      }
      if (deprecation.link() != null) {
        spec.setDeprecationLink(deprecation.link());
      }
    });
    return handler;
  }
}
