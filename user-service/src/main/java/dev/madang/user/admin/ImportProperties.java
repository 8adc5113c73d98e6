package dev.madang.user.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Imports of users.
 *
 * @param rowsPerSecond the maximum; a row needs two calls, and Cognito accepts 25 a second
 * @param rowsPerSlice how many rows a slice of the job imports, in a few seconds
 * @param maxRows of one file
 * @param maxSize of one file
 */
@ConfigurationProperties("user.import")
record ImportProperties(
    @DefaultValue("12") int rowsPerSecond,
    @DefaultValue("60") int rowsPerSlice,
    @DefaultValue("10000") int maxRows,
    @DefaultValue("1MB") DataSize maxSize) {}
