package dev.madang.gateway.ratelimit;

import dev.madang.defaults.ratelimit.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Each instance of the gateway counts by itself.
 *
 * @param user requests of one user: 20 a second, 100 of them at once
 * @param address requests without a verified token from one IPv4 address or IPv6 /64 network: 50 a
 *     second, 500 of them at once, since it may be many clients behind one router
 */
@ConfigurationProperties("gateway.rate-limit")
record RateLimitProperties(
    @DefaultValue("100/5s") Rate user, @DefaultValue("500/10s") Rate address) {}
