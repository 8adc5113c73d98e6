package dev.madang.media.share;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How media are shown to who has a link.
 *
 * @param table DynamoDB table, keyed by {@code id}, with the index {@code by-user} and the TTL
 *     attribute {@code expireAt}
 * @param baseUrl what the secret is appended to, so that it becomes the link that an owner passes
 *     on
 * @param validity unless the owner says otherwise
 * @param maxValidity an owner may say
 * @param copyLinkValidity how long a visitor's link to one copy opens it
 * @param unlockValidity how long a password that was entered counts
 * @param maxPasswordAttempts wrong passwords in a row, then the door is locked
 * @param lockout for how long
 * @param retention how long an ended share is remembered; longer than a copy can lie there
 * @param maxOriginalSize that is cleaned for visitors
 */
@ConfigurationProperties("media.share")
record ShareProperties(
    String table,
    String baseUrl,
    @DefaultValue("7d") Duration validity,
    @DefaultValue("365d") Duration maxValidity,
    @DefaultValue("60s") Duration copyLinkValidity,
    @DefaultValue("15m") Duration unlockValidity,
    @DefaultValue("10") int maxPasswordAttempts,
    @DefaultValue("15m") Duration lockout,
    @DefaultValue("3d") Duration retention,
    @DefaultValue("64MB") DataSize maxOriginalSize) {}
