package dev.madang.defaults.telemetry;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.otlp.OtlpMetricsExportAutoConfiguration;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Metrics are exported only to a configured URL; Boot exports them to localhost by default. */
final class MetricsExportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final String OTLP_METRICS = OtlpMetricsExportAutoConfiguration.class.getName();

  private boolean hasUrl;

  @Override
  public void setEnvironment(Environment environment) {
    hasUrl = environment.containsProperty("management.otlp.metrics.export.url");
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    var matches = new boolean[autoConfigurations.length];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = hasUrl || !Objects.equals(autoConfigurations[i], OTLP_METRICS);
    }
    return matches;
  }
}
