package dev.madang.notification.email;

import dev.madang.notification.template.Mail;

interface MailSender {

  /**
   * Sends a mail. After an exception it may have been sent or not.
   *
   * @return the message id of the mail service
   */
  String send(String address, Mail mail);
}
