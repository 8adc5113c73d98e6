package dev.madang.user.usedcode;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param table DynamoDB table, keyed by {@code id}
 * @param retention how long a repeated request succeeds
 * @param claim after how long another request may run the use; longer than a call of Cognito with
 *     its retries
 */
@ConfigurationProperties("user.used-code")
record UsedCodeProperties(
    String table, @DefaultValue("10m") Duration retention, @DefaultValue("12s") Duration claim) {}
