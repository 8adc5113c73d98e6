package dev.madang.defaults.peer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patiently we ask another service.
 *
 * @param attempts how often one question is asked at most, the first time included
 * @param pause wait before the second attempt; doubles with each further one
 */
@ConfigurationProperties("madang.peer")
record PeerProperties(@DefaultValue("3") int attempts, @DefaultValue("100ms") Duration pause) {}
