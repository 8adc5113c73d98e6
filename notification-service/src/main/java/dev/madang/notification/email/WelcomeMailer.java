package dev.madang.notification.email;

import dev.madang.notification.UserId;
import dev.madang.notification.recipient.Recipients;
import dev.madang.notification.template.WelcomeMailTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one welcome mail to each user; see {@link DeduplicatedMailSender} for the guarantee. */
@Component
public class WelcomeMailer {

  private static final Logger LOG = LoggerFactory.getLogger(WelcomeMailer.class);

  private final Recipients recipients;
  private final WelcomeMailTemplate template;
  private final DeduplicatedMailSender mails;

  WelcomeMailer(Recipients recipients, WelcomeMailTemplate template, DeduplicatedMailSender mails) {
    this.recipients = recipients;
    this.template = template;
    this.mails = mails;
  }

  /** Returns when the mail is sent, now or earlier, or when the user does not exist any more. */
  public void send(UserId user) {
    recipients
        .find(user)
        .ifPresentOrElse(
            recipient ->
                mails.send(id(user), recipient.email(), template.render(recipient.displayName())),
            () -> LOG.info("Skipped the welcome mail: user {} does not exist", user));
  }

  /** How many welcome mails were sent or begun: 0 or 1. */
  public long count(UserId user) {
    return mails.exists(id(user)) ? 1 : 0;
  }

  /** Deletes the record that the mail was sent. A deleted user gets no mail: see {@link #send}. */
  public void deleteRecord(UserId user) {
    mails.delete(id(user));
  }

  private static String id(UserId user) {
    return "welcome#" + user;
  }
}
