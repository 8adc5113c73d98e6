package dev.madang.gateway.route;

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
record RouteProperties(
    @DefaultValue("64KB") DataSize largestBody, @DefaultValue Map<String, DataSize> largerBodies) {}
