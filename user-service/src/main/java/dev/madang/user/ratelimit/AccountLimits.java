package dev.madang.user.ratelimit;

import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.problem.ProblemType;
import dev.madang.defaults.ratelimit.ClientNetwork;
import dev.madang.defaults.ratelimit.RateLimiter;
import dev.madang.defaults.ratelimit.RateLimiters;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Limits what a client may try without having proved who it is. A limit counts the same for an
 * address that has an account and for one that has none, before Cognito is asked, so that no
 * response reveals which it is. Every method may throw {@code too-many-requests}.
 */
@Component
@EnableConfigurationProperties(RateLimitProperties.class)
public class AccountLimits {

  private static final Set<ProblemType> FAILURES = Set.of(INVALID_CREDENTIALS, INVALID_CODE);

  private final RateLimiter attemptsPerAccount;
  private final RateLimiter attemptsPerAddress;
  private final RateLimiter attemptsPerTotpSession;
  private final RateLimiter mailsPerRecipient;
  private final RateLimiter mailsPerAddress;
  private final RateLimiter signUpsPerAddress;
  private final RateLimiter sessionRevocationsPerUser;
  private final KnownClients knownClients;

  AccountLimits(RateLimiters limiters, RateLimitProperties properties) {
    attemptsPerAccount = limiters.limiter("account-attempts", properties.attemptsPerAccount());
    attemptsPerAddress =
        limiters.addressLimiter("address-attempts", properties.attemptsPerAddress());
    attemptsPerTotpSession = limiters.limiter("totp-attempts", properties.attemptsPerTotpSession());
    mailsPerRecipient = limiters.limiter("recipient-mails", properties.mailsPerRecipient());
    mailsPerAddress = limiters.addressLimiter("address-mails", properties.mailsPerAddress());
    signUpsPerAddress = limiters.addressLimiter("address-sign-ups", properties.signUpsPerAddress());
    sessionRevocationsPerUser =
        limiters.limiter("session-revocations", properties.sessionRevocationsPerUser());
    knownClients = new KnownClients(properties.knownClients());
  }

  /** A sign-up, which mails a code if the address is new. */
  public void countSignUp(String email, ClientInfo client) {
    signUpsPerAddress.consume(network(client)).require();
    mailsPerRecipient.consume(recipient(email)).require();
  }

  /** A request that mails a code if the address has an account. */
  public void countMail(String email, ClientInfo client) {
    mailsPerAddress.consume(network(client)).require();
    mailsPerRecipient.consume(recipient(email)).require();
  }

  /** A user revokes one session, which Cognito does not end. */
  public void countSessionRevocation(UserId user) {
    sessionRevocationsPerUser.consume(user.value()).require();
  }

  /**
   * An attempt with a secret of an account. It counts if it fails with {@code invalid-credentials}
   * or {@code invalid-code}. A client from whose address such an attempt has succeeded before has a
   * limit of its own: others cannot lock the account for it.
   *
   * @param account an email address or a user id
   */
  public <T extends @Nullable Object> T attempt(
      String account, ClientInfo client, Supplier<T> attempt) {
    return attempt(account, client, attempt, FAILURES);
  }

  private <T extends @Nullable Object> T attempt(
      String account, ClientInfo client, Supplier<T> attempt, Set<ProblemType> failuresOfAccount) {
    var network = network(client);
    var key = account.toLowerCase(Locale.ROOT);
    var accountOfClient = key + " " + network;
    var result =
        counted(
            attempt,
            new Counter(attemptsPerAddress, network),
            new Counter(
                attemptsPerAccount,
                knownClients.contains(accountOfClient) ? accountOfClient : key,
                failuresOfAccount));
    knownClients.add(accountOfClient);
    return result;
  }

  /** The same for an attempt without a result. */
  public void attempt(String account, ClientInfo client, Runnable attempt) {
    attempt(account, client, toSupplier(attempt));
  }

  /**
   * An {@link #attempt} with a TOTP code or a recovery code. For the account it counts only with
   * {@code invalid-code}: Cognito says {@code invalid-credentials} if it does not know the session,
   * and a client can name any user with a session that it made up.
   *
   * @param session within which the attempts are counted as well
   */
  public <T extends @Nullable Object> T totpAttempt(
      String session, UserId user, ClientInfo client, Supplier<T> attempt) {
    return attempt(
        user.value(),
        client,
        () -> counted(attempt, new Counter(attemptsPerTotpSession, hash(session))),
        Set.of(INVALID_CODE));
  }

  /** The same for an attempt without a result. */
  public void totpAttempt(String session, UserId user, ClientInfo client, Runnable attempt) {
    totpAttempt(session, user, client, toSupplier(attempt));
  }

  private static Supplier<@Nullable Void> toSupplier(Runnable attempt) {
    return () -> {
      attempt.run();
      return null;
    };
  }

  /** The tokens are taken first: simultaneous attempts are no more than those in sequence. */
  private static <T extends @Nullable Object> T counted(Supplier<T> attempt, Counter... counters) {
    var taken = new ArrayList<Counter>();
    var failure = Optional.<ProblemType>empty();
    try {
      for (var counter : counters) {
        counter.limiter().consume(counter.key()).require();
        taken.add(counter);
      }
      return attempt.get();
    } catch (ProblemException problem) {
      failure = Optional.of(problem.problemType());
      throw problem;
    } finally {
      for (var counter : taken) {
        if (failure.filter(counter.failures()::contains).isEmpty()) {
          counter.limiter().release(counter.key());
        }
      }
    }
  }

  /** A session can be long, and a client chooses it. */
  private static String hash(String session) {
    return UUID.nameUUIDFromBytes(session.getBytes(UTF_8)).toString();
  }

  private static String network(ClientInfo client) {
    return ClientNetwork.of(client.address());
  }

  /** Mail servers deliver {@code ada+tag@…} to {@code ada@…}. */
  private static String recipient(String email) {
    return email.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
  }

  private record Counter(RateLimiter limiter, String key, Set<ProblemType> failures) {

    Counter(RateLimiter limiter, String key) {
      this(limiter, key, FAILURES);
    }
  }
}
