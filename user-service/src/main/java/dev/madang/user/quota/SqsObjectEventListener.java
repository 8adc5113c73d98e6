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

  private static final UserId SYSTEM = new UserId("system");

  private final UsageMeter meter;
  private final Jobs jobs;

  SqsObjectEventListener(UsageMeter meter, Jobs jobs) {
    this.meter = meter;
    this.jobs = jobs;
  }

  @SqsListener(queueNames = "${user.quota.queue}", id = "object-events")
  void on(S3EventNotification message, @Header(MessageHeaders.ID) Object messageId) {
    if (message.requestsReconciliation()) {
      // The message id is the job id: the message can be redelivered.
      var id = new JobId(messageId.toString().replace("-", ""));
      jobs.start(id, QuotaReconciliation.TYPE, SYSTEM, Map.of());
    }
    message.changes().forEach(meter::on);
  }
}
