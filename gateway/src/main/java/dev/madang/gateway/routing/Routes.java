package dev.madang.gateway.routing;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Finds the service of a path. */
@Component
@EnableConfigurationProperties(RoutingProperties.class)
class Routes {

  private final List<Route> routes;

  Routes(RoutingProperties properties) {
    this.routes =
        properties.routes().stream()
            .flatMap(it -> it.paths().stream().map(path -> Route.of(it, path)))
            .toList();
  }

  Optional<Route> find(String path) {
    for (var route : routes) {
      if (route.matches(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /**
   * @param pattern for metrics
   */
  record Route(String service, String path, String pattern, RequestOptions origin) {

    private static Route of(RoutingProperties.Service service, String path) {
      return new Route(service.service(), path, path + "/**", origin(service.url()));
    }

    private static RequestOptions origin(URI url) {
      var isSecure = "https".equals(url.getScheme());
      var port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
      return new RequestOptions().setHost(url.getHost()).setPort(port).setSsl(isSecure);
    }

    private boolean matches(String requested) {
      return requested.startsWith(path)
          && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
    }
  }
}
