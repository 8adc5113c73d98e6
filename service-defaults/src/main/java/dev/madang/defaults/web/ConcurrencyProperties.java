package dev.madang.defaults.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a service works on at the same time. The heap of each service is chosen for
 * this bound.
 *
 * @param maxRequests of clients in progress
 * @param maxWaiting further ones that wait for one of those to end; beyond them a request is
 *     refused at once
 * @param maxWait after which a waiting request is refused
 */
@ConfigurationProperties("madang.concurrency")
record ConcurrencyProperties(
    @DefaultValue("64") int maxRequests,
    @DefaultValue("128") int maxWaiting,
    @DefaultValue("100ms") Duration maxWait) {}
