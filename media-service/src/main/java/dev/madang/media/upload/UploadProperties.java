package dev.madang.media.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be uploaded, where to, and for how long a ticket is good.
 *
 * @param largestPut what is larger is sent in parts
 * @param largestPicture of the types that we make renditions of
 * @param largestFile of any other type; S3 takes no more
 * @param ticketValidity how long a client may take to start an upload, or one part of it
 * @param uploadMargin how much longer space stays reserved: an upload that has started goes on, and
 *     its event takes a while
 */
@ConfigurationProperties("media.upload")
public record UploadProperties(
    @DefaultValue("16MB") DataSize multipartThreshold,
    @DefaultValue("64MB") DataSize maxImageSize,
    @DefaultValue("5TB") DataSize maxFileSize,
    @DefaultValue("15m") Duration linkValidity,
    @DefaultValue("1h") Duration reservationGrace) {}
