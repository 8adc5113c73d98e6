package dev.madang.notification.delivery;

import dev.madang.notification.message.WelcomeMail;
import dev.madang.notification.recipient.Recipients;
import dev.madang.notification.recipient.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Welcomes each user with one mail; {@link OnceDelivery} says how certainly it is one. */
@Component
public class Welcome {

  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

  private final Recipients recipients;
  private final WelcomeMail mail;
  private final OnceDelivery delivery;

  Welcome(Recipients recipients, WelcomeMail mail, OnceDelivery delivery) {
    this.recipients = recipients;
    this.mail = mail;
    this.delivery = delivery;
  }

  /** How many mails we know to have begun for a user. */
  public long countOf(UserId user) {
    return delivery.knows(id(user)) ? 1 : 0;
  }

  /** A user who is gone is forgotten; user-service says that there is none to write to. */
  public void forget(UserId user) {
    delivery.forget(id(user));
  }

  private static String id(UserId user) {
    return "welcome#" + user;
  }

  /** Returns when the mail is sent, now or before, or when there is no such user any more. */
  public void mail(UserId user) {
    recipients
        .find(user)
        .ifPresentOrElse(
            recipient ->
                delivery.deliver(id(user), recipient.email(), mail.to(recipient.displayName())),
            () -> LOG.info("No welcome mail: there is no user {}", user));
  }
}
