package dev.madang.user.accountdeletion;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

@Component
class SqsErasureReportListener {

  private final ErasureReports reports;

  SqsErasureReportListener(ErasureReports reports) {
    this.reports = reports;
  }

  @SqsListener(queueNames = "${user.account-deletion.queue}", id = "erasure-reports")
  void on(DataErased event) {
    if (event.type().equals(DataErased.TYPE)) {
      reports.add(event.data().userId(), event.source(), event.counts());
    }
  }
}
