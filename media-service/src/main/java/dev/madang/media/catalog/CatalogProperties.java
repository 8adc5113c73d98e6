package dev.madang.media.catalog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the catalogue lives.
 *
 * @param table DynamoDB table, keyed by {@code owner} and {@code id}, with the TTL attribute {@code
 *     expireAt}
 * @param keyMemory how long an idempotency key stands for the media of its first use
 * @param mark how long it is known that an owner has left; longer than any upload can be late
 */
@ConfigurationProperties("media.catalog")
record CatalogProperties(
    String table, @DefaultValue("7d") Duration keyMemory, @DefaultValue("90d") Duration mark) {}
