package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * media-service crashes between any two effects of the processing; the next attempt completes it.
 */
@Isolated
@ExtendWith(Queues.QuickRedelivery.class)
@Order(4)
@EnabledOnOs(OS.LINUX)
class FailpointTests {

  private static final int KILLED = 137;

  /** The crash points of media-service. */
  private static final List<String> CRASH_POINTS =
      List.of("STARTED", "DECODED", "ONE_STORED", "ALL_STORED", "SETTLED");

  private final SampleFile photo = SampleFile.dandelion();

  @Test
  void processingRecoversFromACrashAtEachCrashPoint() {
    var users = Concurrently.map(CRASH_POINTS, _ -> User.signedIn());
    var media = users.stream().map(it -> it.createMedia(photo)).toList();

    withOneInstancePerCrashPoint(instances -> {
      for (int i = 0; i < users.size(); i++) {
        users.get(i).upload(photo, media.get(i));
        waitForExits(instances, i + 1);
      }
    });

    for (int i = 0; i < users.size(); i++) {
      assertReady(users.get(i), media.get(i));
    }
    Events.waitUntilDelivered();
    assertThat(users).allMatch(user -> user.inbox().size() == 1);
  }

  /** Each instance crashes at its crash point of the first photo that it processes. */
  private static void withOneInstancePerCrashPoint(Consumer<List<ServiceInstance>> action) {
    var template = ServiceInstance.Template.of(MEDIA_SERVICE);
    var instances = new ArrayList<ServiceInstance>();
    try {
      CRASH_POINTS.forEach(it -> instances.add(template.start(Map.of("MADANG_FAILPOINT", it))));
      instances.forEach(ServiceInstance::waitUntilReady);
      MEDIA_SERVICE.kill();
      action.accept(instances);
      for (int i = 0; i < CRASH_POINTS.size(); i++) {
        assertThat(instances.get(i).waitForExit()).as(CRASH_POINTS.get(i)).isEqualTo(KILLED);
        assertThat(instances.get(i).log()).contains(CRASH_POINTS.get(i));
      }
    } finally {
      instances.forEach(ServiceInstance::close);
      MEDIA_SERVICE.start();
    }
  }

  private static void waitForExits(List<ServiceInstance> instances, int count) {
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> instances.stream().filter(it -> !it.isAlive()).count() >= count);
  }

  private static void assertReady(User user, CreatedMedia media) {
    assertThat(user.waitForThumbnails(media).images())
        .as("renditions")
        .hasSize(8)
        .allSatisfy(
            image -> assertThat(image.download().expect(200).body()).hasSize((int) image.size()));
    assertThat(user.waitForNotification(media).type()).isEqualTo("madang.media.ready.v1");
  }
}
