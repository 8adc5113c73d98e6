package dev.madang.notification.delivery;

import java.time.Instant;

/** Which mails are being sent, and which are sent. What is sent stays so until it is forgotten. */
interface DeliveryLog {

  /**
   * Takes the right to send a mail. Of those who ask at once one gets it; a claim that lapsed may
   * be taken over.
   *
   * @param until when the claim lapses
   */
  Claim claim(String mail, Instant now, Instant until);

  /**
   * Records a mail as sent.
   *
   * @param messageId what SES calls it
   */
  void sent(String mail, String messageId, Instant now);

  /** Whether it was ever claimed. */
  boolean knows(String mail);

  /** As if it had never been claimed. */
  void forget(String mail);
}
