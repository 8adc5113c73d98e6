package dev.madang.notification.delivery;

import java.time.Instant;

class ClaimedElsewhere extends RuntimeException {

  ClaimedElsewhere(String mail, Instant until) {
    super("Mail " + mail + " is being sent by another until " + until);
  }
}
