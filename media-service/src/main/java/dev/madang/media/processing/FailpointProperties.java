package dev.madang.media.processing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For tests of crashes.
 *
 * @param crashAt where the process ends at once, as by {@code kill -9}; nowhere unless set
 */
@ConfigurationProperties("media.processing.failpoint")
record FailpointProperties(@Nullable CrashPoint crashAt) {}
