package dev.madang.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which service answers which paths.
 *
 * @param routes in any order; their paths do not overlap
 * @param furtherMethods that services implement beside the usual ones, such as {@code REPORT};
 *     others are answered with 501
 */
@ConfigurationProperties("gateway.routing")
record RoutingProperties(List<Service> routes, @DefaultValue Set<String> furtherMethods) {

  /**
   * @param service its name in metrics and logs
   * @param url its base URL, without a path
   * @param paths each with all below it, such as {@code /v1/media}
   */
  record Service(String service, URI url, List<String> paths) {}
}
