package dev.madang.defaults.ratelimit;

import io.github.bucket4j.TimeMeter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Keeps token buckets in memory, unless there is a table for them. */
@AutoConfiguration
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimitConfiguration {

  @Bean
  @ConditionalOnMissingBean
  RateLimiters localRateLimiters(RateLimitProperties properties) {
    var local = new LocalRateLimiters(properties.maxBuckets(), TimeMeter.SYSTEM_NANOTIME);
    return new RateLimiters(local, properties.clientsPerAddress());
  }
}
