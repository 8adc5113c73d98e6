package dev.madang.user.ratelimit;

import dev.madang.defaults.ratelimit.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A client address is an IPv4 address or an IPv6 /64 network. Only failed attempts count as
 * attempts.
 *
 * @param attemptsPerAccount wrong passwords or codes for one account
 * @param attemptsPerAddress wrong passwords or codes from one client address, for any account
 * @param attemptsPerTotpSession wrong TOTP codes in one sign-in, or from one session
 * @param mailsPerRecipient mails with a code to one email address
 * @param mailsPerAddress requests for such mails from one client address, sign-ups not included
 * @param signUpsPerAddress sign-ups from one client address
 * @param sessionRevocationsPerUser single sessions that a user revokes; each gateway keeps them in
 *     memory for 30 days
 * @param knownClients accounts with a client address that are remembered, 30 days each, because the
 *     password was right; about 300 bytes each
 */
@ConfigurationProperties("user.rate-limit")
record RateLimitProperties(
    @DefaultValue("10/15m") Rate attemptsPerAccount,
    @DefaultValue("50/15m") Rate attemptsPerAddress,
    @DefaultValue("5/15m") Rate attemptsPerTotpSession,
    @DefaultValue("5/1h") Rate mailsPerRecipient,
    @DefaultValue("20/1h") Rate mailsPerAddress,
    @DefaultValue("20/1h") Rate signUpsPerAddress,
    @DefaultValue("50/1d") Rate sessionRevocationsPerUser,
    @DefaultValue("20000") int knownClients) {}
