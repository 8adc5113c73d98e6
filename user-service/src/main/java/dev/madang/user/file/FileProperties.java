package dev.madang.user.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links to files.
 *
 * @param linkValidity how long a client can start a download or an upload
 * @param reservationGrace how much longer the space stays reserved: an upload that has started
 *     continues, and its event takes time
 */
@ConfigurationProperties("user.file")
record FileProperties(
    @DefaultValue("15m") Duration linkValidity, @DefaultValue("1h") Duration reservationGrace) {}
