package dev.madang.user.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How users are imported.
 *
 * @param rowsPerSecond at most; each row is two calls, of which Cognito takes 25 a second
 * @param rowsPerSlice done in one piece, in some seconds
 * @param maxRows of one file
 * @param maxSize of one file
 */
@ConfigurationProperties("user.import")
record ImportProperties(
    @DefaultValue("12") int rowsPerSecond,
    @DefaultValue("60") int rowsPerSlice,
    @DefaultValue("10000") int maxRows,
    @DefaultValue("1MB") DataSize maxSize) {}
