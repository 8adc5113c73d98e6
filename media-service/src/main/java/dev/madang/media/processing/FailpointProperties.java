package dev.madang.media.processing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For tests of what heals when a process dies.
 *
 * @param dieAt the gap at which this process ends at once, as {@code kill -9} would; nowhere unless
 *     set
 */
@ConfigurationProperties("media.processing.failpoint")
record FailpointProperties(@Nullable CrashPoint crashAt) {}
