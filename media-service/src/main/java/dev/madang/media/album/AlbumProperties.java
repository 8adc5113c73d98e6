package dev.madang.media.album;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where albums are stored.
 *
 * @param table DynamoDB table with the key {@code userId}, {@code id} and the TTL attribute {@code
 *     expireAt}
 * @param idempotencyRetention how long an idempotency key refers to the album of its first use
 */
@ConfigurationProperties("media.album")
record AlbumProperties(String table, @DefaultValue("7d") Duration idempotencyRetention) {}
