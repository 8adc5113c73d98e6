package dev.madang.defaults.telemetry;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Keeps secrets out of spans, and exports logs where an endpoint for them is configured. */
@AutoConfiguration
class TelemetryConfiguration {

  // A path can hold the secret of a share link, a query a signature. The route stays, as `uri`.
  @Bean
  ObservationFilter urlRemoval() {
    return context ->
        context.removeHighCardinalityKeyValue("http.url").removeHighCardinalityKeyValue("http.uri");
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
