package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SQS, SNS and S3 may deliver events more than once and in any order. */
class DuplicateEventTests {

  private final EventRecorder recorder = new EventRecorder();
  private final User dana = User.signedIn();

  @Test
  void redeliveredUploadEventKeepsItsFirstOutcome() {
    var created = dana.upload(SampleFile.dandelion());
    var notification = dana.waitForNotification(created);
    var item = dana.getMedia(created);

    Queues.sendUploadEvent(created.key());
    Queues.sendUploadEvent(created.key());
    Queues.waitUntilEmpty();

    assertThat(sizes(dana.getMedia(created))).isEqualTo(sizes(item));
    assertThat(dana.inbox()).containsExactly(notification);
  }

  @Test
  void redeliveredUploadEventKeepsTheRejection() {
    var created = dana.upload(SampleFiles.textNamedJpeg());
    var notification = dana.waitForNotification(created);

    Queues.sendUploadEvent(created.key());
    Queues.waitUntilEmpty();

    assertThat(dana.getMedia(created).rejectionReason()).isEqualTo("unsupported-type");
    assertThat(dana.inbox()).containsExactly(notification);
  }

  @Test
  void eventsRedeliveredOutOfOrderChangeNothing() {
    var created = dana.upload(SampleFile.dandelion());
    var notification = dana.waitForNotification(created);
    var mail = dana.waitForWelcomeMail();
    var accountCreated = recorder.waitForEvent("madang.account.created.v1", dana.me().id());
    var mediaReady = recorder.waitForEvent("madang.media.ready.v1", created.id());

    recorder.republish(mediaReady);
    recorder.republish(accountCreated);
    recorder.republish(mediaReady);
    recorder.republish(accountCreated);
    Queues.waitUntilEmpty();

    assertThat(dana.inbox()).containsExactly(notification);
    assertThat(dana.welcomeMails()).containsExactly(mail);
  }

  @Test
  void eventRedeliveredAfterAPurgeBringsNothingBack() {
    var created = dana.upload(SampleFile.dandelion());
    dana.waitForNotification(created);
    var mediaReady = recorder.waitForEvent("madang.media.ready.v1", created.id());

    dana.api().delete("/v1/media/" + created.id()).expect(204);
    dana.api().delete("/v1/trash/" + created.id()).expect(204);
    var purged = recorder.waitForEvent("madang.media.purged.v1", created.id());
    Events.waitUntilDelivered();
    recorder.republish(mediaReady);
    recorder.republish(purged);
    Queues.waitUntilEmpty();

    assertThat(dana.inbox()).isEmpty();
  }

  /** All properties of the renditions but their URLs, which differ each time. */
  private static List<String> sizes(MediaItem item) {
    return item.images().stream()
        .map(
            it -> it.preset() + it.contentType() + it.width() + "x" + it.height() + " " + it.size())
        .toList();
  }

  @AfterEach
  void closeRecorder() {
    recorder.close();
  }
}
