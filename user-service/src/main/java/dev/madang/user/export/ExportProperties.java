package dev.madang.user.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Exports.
 *
 * @param linkValidity how long an export can be downloaded after its end
 */
@ConfigurationProperties("user.export")
record ExportProperties(@DefaultValue("1h") Duration linkValidity) {}
