package dev.madang.media.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be uploaded, and for how long.
 *
 * @param multipartThreshold larger files are sent in parts
 * @param maxImageSize of the types that have renditions
 * @param maxFileSize of all other types; also the limit of S3
 * @param linkValidity how long a presigned URL works; an upload that has begun may take longer
 * @param reservationGrace how much longer than the link space stays reserved: the upload and its
 *     event take a while
 */
@ConfigurationProperties("media.upload")
public record UploadProperties(
    @DefaultValue("16MB") DataSize multipartThreshold,
    @DefaultValue("64MB") DataSize maxImageSize,
    @DefaultValue("5TB") DataSize maxFileSize,
    @DefaultValue("15m") Duration linkValidity,
    @DefaultValue("1h") Duration reservationGrace) {}
