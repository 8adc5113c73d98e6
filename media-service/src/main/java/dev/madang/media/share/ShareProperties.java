package dev.madang.media.share;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How media are shown to who has a link.
 *
 * @param table DynamoDB table, keyed by {@code id}, with the index {@code owners} and the TTL
 *     attribute {@code expireAt}
 * @param bucket of the renditions; copies for visitors lie in it, below {@code shared/}
 * @param originals the bucket of the private spaces
 * @param link what the secret is appended to, so that it becomes the link that an owner passes on
 * @param validity unless the owner says otherwise
 * @param longest an owner may say
 * @param copyLinkValidity how long a visitor's link to one copy opens it
 * @param access how long a password that was entered counts
 * @param attempts wrong passwords in a row, then the door is locked
 * @param lock for how long
 * @param memory how long an ended share is remembered; longer than a copy can lie there
 * @param largestOriginal that is cleaned for visitors
 */
@ConfigurationProperties("media.share")
record ShareProperties(
    String table,
    String bucket,
    String originals,
    String link,
    @DefaultValue("7d") Duration validity,
    @DefaultValue("365d") Duration longest,
    @DefaultValue("60s") Duration copyLinkValidity,
    @DefaultValue("15m") Duration access,
    @DefaultValue("10") int attempts,
    @DefaultValue("15m") Duration lock,
    @DefaultValue("3d") Duration memory,
    @DefaultValue("64MB") DataSize largestOriginal) {}
