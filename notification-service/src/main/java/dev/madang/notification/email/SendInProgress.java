package dev.madang.notification.email;

import java.time.Instant;

class SendInProgress extends RuntimeException {

  SendInProgress(String mail, Instant until) {
    super("Mail " + mail + " is claimed by another sender until " + until);
  }
}
