package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import io.awspring.cloud.sqs.annotation.SqsListener;
import java.util.Map;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

@Component
class SqsObjectEventListener {

  private static final UserId NOBODY = new UserId("system");

  private final UsageMeter count;
  private final Jobs jobs;

  SqsObjectEventListener(UsageMeter count, Jobs jobs) {
    this.count = count;
    this.jobs = jobs;
  }

  @SqsListener(queueNames = "${user.quota.queue}", id = "space-objects")
  void on(S3EventNotification message, @Header(MessageHeaders.ID) Object messageId) {
    if (message.asksForRecount()) {
      // Named after the message, for it may come twice.
      var id = new JobId(messageId.toString().replace("-", ""));
      jobs.start(id, QuotaReconciliation.TYPE, NOBODY, Map.of());
    }
    message.changes().forEach(count::on);
  }
}
