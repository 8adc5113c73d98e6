package dev.madang.user.quota;

/**
 * A quota as of one moment.
 *
 * @param version changes with every change of the quota
 */
public record VersionedQuota(Quota quota, long version) {}
