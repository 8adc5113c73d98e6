package dev.madang.defaults.telemetry;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Keeps secrets out of spans, and exports logs where an endpoint for them is configured. */
@AutoConfiguration
class TelemetryConfiguration {

  // A path can hold the secret of a share link, a query a signature. The route stays, as `uri`.
  @Bean
  ObservationFilter urlRemoval() {
    return context ->
        context.removeHighCardinalityKeyValue("http.url").removeHighCardinalityKeyValue("http.uri");
  }

  /** Probes are no work of a user: every few seconds they would be a trace. */
  @Bean
  @ConditionalOnWebApplication(type = Type.SERVLET)
  ObservationPredicate noProbes() {
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext request
            && requireNonNull(request.getCarrier()).getRequestURI().startsWith("/actuator/"));
  }

  /** What is logged before this bean is made is not exported. */
  @Bean(destroyMethod = "stop")
  @ConditionalOnProperty("management.opentelemetry.logging.export.otlp.endpoint")
  OpenTelemetryAppender logExport(OpenTelemetry openTelemetry) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var appender = new OpenTelemetryAppender();
    appender.setContext(context);
    appender.setOpenTelemetry(openTelemetry);
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return appender;
  }
}
