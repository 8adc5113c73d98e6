package dev.madang.notification.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param table DynamoDB table of claimed and sent mails, keyed by {@code id}
 * @param sender the address that mails come from; SES must know it
 * @param lease how long a claim keeps others from sending; longer than sending may take, shorter
 *     than a message of the queue stays invisible
 * @param sendTimeout how long SES may take for a mail, the SDK's retries included
 */
@ConfigurationProperties("notification.delivery")
record DeliveryProperties(
    String table,
    String sender,
    @DefaultValue("20s") Duration lease,
    @DefaultValue("10s") Duration sendTimeout) {

  DeliveryProperties {
    if (sendTimeout.compareTo(lease) >= 0) {
      throw new IllegalArgumentException("a mail must be sent before its claim lapses");
    }
  }
}
