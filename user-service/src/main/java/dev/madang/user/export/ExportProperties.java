package dev.madang.user.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where exports are kept, and for how long they can be fetched.
 *
 * @param linkValidity how long after it was made an export can be fetched
 */
@ConfigurationProperties("user.export")
record ExportProperties(@DefaultValue("1h") Duration linkValidity) {}
