package dev.madang.defaults.web;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What controllers share: strict JSON, the API's version, the current user as an argument, a limit
 * of concurrent requests.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties({ApiVersionProperties.class, ConcurrencyProperties.class})
class WebConfiguration implements WebMvcConfigurer {

  private final JsonMapper json;
  private final ApiVersionProperties versions;

  WebConfiguration(JsonMapper json, ApiVersionProperties versions) {
    this.json = json;
    this.versions = versions;
  }

  /** The version is the first segment of the public API's paths; {@code /internal} has none. */
  @Override
  public void configureApiVersioning(ApiVersionConfigurer versioning) {
    versioning
        .usePathSegment(0, path -> path.value().startsWith("/v"))
        .setVersionRequired(false)
        .setDeprecationHandler(versions.handler());
  }

  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    paths.addPathPrefix(
        VersionedRouteConvention.PREFIX, HandlerTypePredicate.forAnnotation(ApiController.class));
  }

  @Bean
  VersionedRouteConvention versionedRoutes() {
    return new VersionedRouteConvention();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ConcurrencyLimitFilter concurrencyLimit(ConcurrencyProperties limits, MeterRegistry meters) {
    return new ConcurrencyLimitFilter(limits, meters);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.from(json)));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(currentUser());
  }

  HandlerMethodArgumentResolver currentUser() {
    return new CurrentUserArgumentResolver();
  }

  private static final class CurrentUserArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.hasParameterAnnotation(CurrentUser.class);
    }

    @Override
    public @Nullable Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      // The principal's name is the token's subject.
      var subject = requireNonNull(request.getRemoteUser(), "the operation needs a user's token");
      return DefaultConversionService.getSharedInstance()
          .convert(subject, parameter.getParameterType());
    }
  }
}
