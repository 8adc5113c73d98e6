package dev.madang.defaults.serviceclient;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often and how fast a call to another service is retried.
 *
 * @param maxAttempts attempts per call, the first included
 * @param delay before the second attempt; doubles with each further one
 */
@ConfigurationProperties("madang.service-client.retry")
record ServiceClientProperties(
    @DefaultValue("3") int maxAttempts, @DefaultValue("100ms") Duration delay) {}
