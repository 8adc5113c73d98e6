package dev.madang.defaults.web;

import static java.util.Objects.requireNonNull;

import io.micrometer.common.KeyValues;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Metrics and spans have the version of a route, {@code /v1/media}, and not its placeholder. */
final class VersionedRouteConvention extends DefaultServerRequestObservationConvention {

  /** Before the paths of the public API. */
  static final String PREFIX = "/v{version}";

  @Override
  public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
    return super.getLowCardinalityKeyValues(withVersion(context));
  }

  @Override
  public String getContextualName(ServerRequestObservationContext context) {
    return requireNonNull(super.getContextualName(withVersion(context)));
  }

  /** A route matches supported versions only. */
  private static ServerRequestObservationContext withVersion(
      ServerRequestObservationContext context) {
    var pattern = context.getPathPattern();
    if (pattern != null && pattern.startsWith(PREFIX)) {
      var path = requireNonNull(context.getCarrier()).getRequestURI();
      var version = path.substring(0, path.indexOf('/', 1));
      context.setPathPattern(version + pattern.substring(PREFIX.length()));
    }
    return context;
  }
}
