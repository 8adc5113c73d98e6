package dev.madang.notification.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param table DynamoDB table of the delivery log, keyed by {@code id}
 * @param sender the address that mails come from, verified in SES
 * @param claimDuration after which another sender may take over; longer than {@code sendTimeout}
 *     and shorter than the queue's visibility timeout
 * @param sendTimeout for one call of SES, the SDK's retries included
 */
@ConfigurationProperties("notification.email")
record EmailProperties(
    String table,
    String sender,
    @DefaultValue("20s") Duration claimDuration,
    @DefaultValue("10s") Duration sendTimeout) {

  EmailProperties {
    if (sendTimeout.compareTo(claimDuration) >= 0) {
      throw new IllegalArgumentException("send-timeout must be shorter than claim-duration");
    }
  }
}
