package dev.madang.defaults.budget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param time of a request whose caller does not say how long it waits; the longest that a caller
 *     may say
 * @param retries of all calls that one request makes to AWS and to other services
 */
@ConfigurationProperties("madang.request-budget")
record RequestBudgetProperties(
    @DefaultValue("60s") Duration time, @DefaultValue("3") int retries) {}
