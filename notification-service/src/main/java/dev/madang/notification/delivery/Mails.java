package dev.madang.notification.delivery;

import dev.madang.notification.message.Mail;

/** The way out for mails. */
interface Mails {

  /**
   * Sends a mail. After an exception nobody knows whether it was sent.
   *
   * @return the id under which it was accepted
   */
  String send(String address, Mail mail);
}
