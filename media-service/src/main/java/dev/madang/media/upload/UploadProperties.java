package dev.madang.media.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be uploaded, where to, and for how long a ticket is good.
 *
 * @param bucket receives originals; its events feed the intake
 * @param maxSize of an original; larger ones are refused before and after the upload
 * @param ticketValidity how long a client may take to start the upload
 */
@ConfigurationProperties("media.upload")
public record UploadProperties(
    String bucket,
    @DefaultValue("16MB") DataSize maxSize,
    @DefaultValue("15m") Duration ticketValidity) {}
