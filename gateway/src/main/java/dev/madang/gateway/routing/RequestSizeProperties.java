package dev.madang.gateway.routing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be. Files are sent to S3, never through the gateway.
 *
 * @param maxBodySize of a request
 * @param maxBodySizeOverrides path patterns with another limit
 */
@ConfigurationProperties("gateway.routing")
record RequestSizeProperties(
    @DefaultValue("64KB") DataSize maxBodySize,
    @DefaultValue Map<String, DataSize> maxBodySizeOverrides) {}
