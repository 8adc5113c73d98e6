package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * media-service crashes between any two effects of the processing; the next attempt completes it.
 */
@Order(6)
@EnabledOnOs(OS.LINUX)
class FailpointTests {

  private static final int KILLED = 137;

  /** The crash points of media-service. */
  private static final List<String> CRASH_POINTS =
      List.of("BEGUN", "DECODED", "ONE_KEPT", "ALL_KEPT", "SETTLED");

  private final SampleFile photo = SampleFile.dandelion();

  @Test
  void processingRecoversFromACrashAtEachCrashPoint() {
    var uploads = new ArrayList<Map.Entry<User, CreatedMedia>>();
    var instances = new ArrayList<ServiceInstance>();
    var template = ServiceInstance.Template.of(MEDIA_SERVICE);
    var users = CRASH_POINTS.stream().map(_ -> User.signedIn()).toList();
    var created = users.stream().map(dana -> dana.createMedia(photo)).toList();
    try {
      for (int i = 0; i < CRASH_POINTS.size(); i++) {
        instances.add(template.start(Map.of("MEDIA_INTAKE_FAILPOINT_DIEAT", CRASH_POINTS.get(i))));
        if (i == 0) {
          instances.getFirst().waitUntilReady();
          MEDIA_SERVICE.kill();
        }
        users.get(i).upload(photo, created.get(i));
        uploads.add(Map.entry(users.get(i), created.get(i)));
        assertThat(instances.get(i).waitForExit()).as(CRASH_POINTS.get(i)).isEqualTo(KILLED);
        assertThat(instances.get(i).log()).contains("Dies at " + CRASH_POINTS.get(i));
      }
    } finally {
      instances.forEach(ServiceInstance::close);
      MEDIA_SERVICE.start();
    }

    for (var upload : uploads) {
      var dana = upload.getKey();
      assertThat(dana.waitForThumbnails(upload.getValue()).images())
          .as("renditions")
          .hasSize(8)
          .allSatisfy(
              image -> assertThat(image.download().expect(200).body()).hasSize((int) image.size()));
      assertThat(dana.waitForNotification(upload.getValue()).type())
          .isEqualTo("madang.media.ready.v1");
    }
    Events.waitUntilDelivered();
    assertThat(users).allMatch(dana -> dana.inbox().size() == 1);
  }
}
