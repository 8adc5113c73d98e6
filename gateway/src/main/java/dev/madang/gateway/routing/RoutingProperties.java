package dev.madang.gateway.routing;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which service answers which paths.
 *
 * @param routes in any order; their paths do not overlap
 */
@ConfigurationProperties("gateway.routing")
record RoutingProperties(List<Service> routes) {

  /**
   * @param service its name in metrics and logs
   * @param url its base URL, without a path
   * @param paths each with all below it, such as {@code /v1/media}
   */
  record Service(String service, URI url, List<String> paths) {}
}
