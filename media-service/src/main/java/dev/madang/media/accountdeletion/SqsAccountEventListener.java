package dev.madang.media.accountdeletion;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

@Component
class SqsAccountEventListener {

  private final UserDataEraser eraser;

  SqsAccountEventListener(UserDataEraser eraser) {
    this.eraser = eraser;
  }

  @SqsListener(queueNames = "${media.account-deletion.queue}", id = "account-events")
  void on(AccountEvent event) {
    if (event.type().equals(AccountEvent.DELETION_REQUESTED)) {
      eraser.erase(event.data().userId());
    }
  }
}
