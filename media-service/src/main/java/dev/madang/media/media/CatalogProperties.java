package dev.madang.media.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where media items are stored.
 *
 * @param table DynamoDB table, keyed by {@code userId} and {@code id}, with the TTL attribute
 *     {@code expireAt}
 * @param idempotencyRetention how long an idempotency key refers to the item of its first use
 * @param deletedUserRetention how long deleted users are remembered; longer than any upload can be
 *     late
 */
@ConfigurationProperties("media.catalog")
record CatalogProperties(
    String table,
    @DefaultValue("7d") Duration idempotencyRetention,
    @DefaultValue("90d") Duration deletedUserRetention) {}
