package dev.madang.user.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are, and how long links to them are good.
 *
 * @param linkValidity how long a client may take to start a download or an upload
 * @param reservationGrace how much longer space stays reserved: an upload that has started goes on,
 *     and its event takes a while
 */
@ConfigurationProperties("user.file")
record FileProperties(
    @DefaultValue("15m") Duration linkValidity, @DefaultValue("1h") Duration reservationGrace) {}
