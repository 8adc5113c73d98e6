package dev.madang.gateway.route;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What passes the gateway.
 *
 * @param largestBody of a request; files never pass here
 */
@ConfigurationProperties("gateway.route")
record RouteProperties(@DefaultValue("64KB") DataSize largestBody) {}
