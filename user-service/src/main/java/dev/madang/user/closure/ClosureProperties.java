package dev.madang.user.closure;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are closed.
 *
 * @param table DynamoDB table of what the other services have removed, keyed by {@code sub}, with
 *     the TTL attribute {@code expireAt}
 * @param queue SQS queue on which they tell it
 * @param services who must have told before a closing goes on, as the source of their events
 * @param poll how often it is looked whether they have
 * @param tellAgain after how long the others are told again that the account is closed
 * @param sweepAfter how long after the last sign-out all is emptied once more; longer than the
 *     credentials and upload tickets that were issued before it can be used
 */
@ConfigurationProperties("user.closure")
record ClosureProperties(
    String table,
    String queue,
    @DefaultValue({"/media-service", "/notification-service"}) List<String> services,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("5m") Duration tellAgain,
    @DefaultValue("65m") Duration sweepAfter) {}
