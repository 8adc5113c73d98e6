package dev.madang.media.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where renditions are kept, and how they are reached.
 *
 * @param bucket of the renditions, and of nothing else
 * @param linkValidity how long a link opens a rendition
 * @param distribution id of the CloudFront distribution before the bucket; empty when there is none
 */
@ConfigurationProperties("media.delivery")
record DeliveryProperties(
    String bucket,
    @DefaultValue("15m") Duration linkValidity,
    @DefaultValue("") String distribution) {}
