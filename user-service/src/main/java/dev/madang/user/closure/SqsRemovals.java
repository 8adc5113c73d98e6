package dev.madang.user.closure;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

@Component
class SqsRemovals {

  private final Removals removals;

  SqsRemovals(Removals removals) {
    this.removals = removals;
  }

  @SqsListener(queueNames = "${user.closure.queue}", id = "removals")
  void on(PartRemoved event) {
    if (event.type().equals(PartRemoved.TYPE)) {
      removals.report(event.data().userId(), event.source(), event.removed());
    }
  }
}
