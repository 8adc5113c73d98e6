package dev.madang.media.download;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How originals are downloaded.
 *
 * @param linkValidity how long a presigned URL works
 */
@ConfigurationProperties("media.download")
record DownloadProperties(@DefaultValue("15m") Duration linkValidity) {}
