package dev.madang.user.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are, and how long links to them are good.
 *
 * @param bucket the private space
 * @param linkValidity how long a client may take to start a download or an upload
 * @param uploadMargin how much longer space stays reserved: an upload that has started goes on, and
 *     its event takes a while
 * @param endpoint where clients find S3; empty for AWS' own
 * @param pathStyle whether the bucket stands in the path, not in the host name
 */
@ConfigurationProperties("user.file")
record FileProperties(
    String bucket,
    @DefaultValue("15m") Duration linkValidity,
    @DefaultValue("1h") Duration uploadMargin,
    @DefaultValue("") String endpoint,
    @DefaultValue("false") boolean pathStyle) {}
