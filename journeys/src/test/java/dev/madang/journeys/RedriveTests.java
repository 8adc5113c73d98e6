package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.Inbox.Notification;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * media-service fails until an upload is in the dead-letter queue: its owner is notified, and a
 * redrive processes it.
 */
@Isolated
@Order(5)
@EnabledOnOs(OS.LINUX)
class RedriveTests {

  private static final String QUEUE = "media-service-originals";

  /**
   * This instance cannot reserve space at user-service, so it fails for objects that were written
   * without our API. Without a backoff, twelve attempts take seconds instead of an hour.
   */
  private static final Map<String, String> FAILING =
      Map.of(
          "MADANG_USER_SERVICE_URL", "https://localhost:1",
          "MEDIA_PROCESSING_BACKOFF_INITIAL", "0s",
          "MEDIA_PROCESSING_BACKOFF_MAX", "0s");

  private final SampleFile photo = SampleFile.dandelion();
  private final User dana = User.signedIn();
  private final StorageCredentials credentials = dana.storageCredentials();
  private final String key = credentials.key("media/holiday/x.jpg");

  @Test
  void redriveProcessesADeadLetteredUpload() {
    whileMediaServiceFails(() -> {
      upload();
      Queues.waitForDeadLetter();
    });

    var id = dana.waitUntilListed("x.jpg").id();
    assertThat(dana.getMedia(id).status()).isEqualTo("rejected");
    assertThat(dana.getMedia(id).rejectionReason()).isEqualTo("processing-failed");
    assertThat(dana.waitForNotification(id).rejectionReason()).isEqualTo("processing-failed");

    assertThat(redrive()).startsWith("1 ");
    Queues.waitUntilEmpty();
    dana.createCdnSession();
    var ready = dana.getMedia(id);
    assertThat(ready.status()).as("reason %s", ready.rejectionReason()).isEqualTo("ready");
    assertThat(ready.images()).hasSize(8).allSatisfy(image -> image.download().expect(200));
    assertThat(redrive()).startsWith("0 ");

    assertReadyItemIsUnchanged(ready);
  }

  /** A duplicate of an event may be in the dead-letter queue although the item is ready. */
  private void assertReadyItemIsUnchanged(MediaItem ready) {
    var before = dana.api().get("/v1/media/" + ready.id()).expect(200).text();
    Queues.sendToDeadLetterQueue(key);

    assertThat(redrive()).startsWith("1 ");
    Events.waitUntilDelivered();

    assertThat(dana.api().get("/v1/media/" + ready.id()).expect(200).text()).isEqualTo(before);
    assertThat(dana.inbox())
        .extracting(Notification::type)
        .containsExactly("madang.media.ready.v1", "madang.media.rejected.v1");
  }

  private void upload() {
    try (var s3 = credentials.s3()) {
      s3.putObject(
          put -> put.bucket(credentials.bucket()).key(key).contentType(photo.contentType()),
          RequestBody.fromBytes(photo.bytes()));
    }
  }

  private static void whileMediaServiceFails(Runnable action) {
    var template = ServiceInstance.Template.of(MEDIA_SERVICE);
    try (var failing = template.start(FAILING)) {
      failing.waitUntilReady();
      MEDIA_SERVICE.kill();
      action.run();
    } finally {
      MEDIA_SERVICE.start();
    }
  }

  private static String redrive() {
    return Launcher.run("redrive", QUEUE);
  }
}
