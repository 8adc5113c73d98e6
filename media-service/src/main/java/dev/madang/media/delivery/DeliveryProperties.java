package dev.madang.media.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where renditions are kept, and how they are reached without a CDN.
 *
 * @param bucket of the renditions, and of nothing else
 * @param linkValidity how long a link to S3 opens a rendition
 */
@ConfigurationProperties("media.delivery")
record DeliveryProperties(String bucket, @DefaultValue("15m") Duration linkValidity) {}
