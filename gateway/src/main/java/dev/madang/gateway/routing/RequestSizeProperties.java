package dev.madang.gateway.routing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What passes the gateway.
 *
 * @param largestBody of a request; files never pass here
 * @param largerBodies path patterns with another limit
 */
@ConfigurationProperties("gateway.route")
record RequestSizeProperties(
    @DefaultValue("64KB") DataSize largestBody, @DefaultValue Map<String, DataSize> largerBodies) {}
