package dev.madang.media;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The buckets of this service.
 *
 * @param originalsBucket the private space: versioned, shared with user-service. The originals of
 *     media items are below {@code private/{userId}/media/}
 * @param renditionsBucket renditions and the copies made of them; not versioned
 */
@ConfigurationProperties("media.storage")
public record StorageProperties(String originalsBucket, String renditionsBucket) {}
