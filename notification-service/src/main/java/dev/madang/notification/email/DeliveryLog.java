package dev.madang.notification.email;

import java.time.Instant;

/** Records which mails are claimed for sending and which are sent. A record never expires. */
interface DeliveryLog {

  /**
   * Claims a mail for sending. One of several concurrent callers gets it; an expired claim can be
   * taken over.
   *
   * @param until when the claim expires
   */
  Claim claim(String mail, Instant now, Instant until);

  /**
   * @param messageId given by SES
   */
  void markSent(String mail, String messageId, Instant now);

  /** Whether the mail was ever claimed. */
  boolean exists(String mail);

  void delete(String mail);
}
