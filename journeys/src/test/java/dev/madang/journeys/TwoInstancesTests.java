package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Two instances of a service share its work; when one is killed, the other continues. */
@Isolated
@ExtendWith(Queues.QuickRedelivery.class)
@Order(3)
@EnabledOnOs(OS.LINUX)
class TwoInstancesTests {

  @Test
  void instancesShareTheWorkAndOneTakesOverWhenTheOtherIsKilled() {
    try (var media = ServiceInstance.of(MEDIA_SERVICE);
        var notification = ServiceInstance.of(NOTIFICATION_SERVICE)) {
      media.waitUntilReady();
      notification.waitUntilReady();

      var uploads = signUpAndUpload(20);
      assertNotifiedOnce(uploads);

      var mediaIds = uploads.values().stream().map(CreatedMedia::id).toList();
      assertThat(List.of(media.log(), Logs.of(MEDIA_SERVICE)))
          .allSatisfy(log -> assertThat(mediaIds).anyMatch(log::contains));
      var mailIds = uploads.keySet().stream().map(it -> it.waitForWelcomeMail().id()).toList();
      assertThat(List.of(notification.log(), Logs.of(NOTIFICATION_SERVICE)))
          .allSatisfy(log -> assertThat(mailIds).anyMatch(log::contains));

      // Now the second instance reads the table's stream.
      MEDIA_SERVICE.crash().run();
      var late = signUpAndUpload(4);
      media.kill();
      notification.kill();
      assertNotifiedOnce(late);
    }
  }

  private static Map<User, CreatedMedia> signUpAndUpload(int count) {
    var users = Concurrently.map(Collections.nCopies(count, "dana"), _ -> User.signedIn());
    return users.stream().collect(toMap(it -> it, it -> it.upload(SampleFiles.textNamedJpeg())));
  }

  private static void assertNotifiedOnce(Map<User, CreatedMedia> uploads) {
    uploads.forEach(User::waitForNotification);
    uploads.keySet().forEach(User::waitForWelcomeMail);
    Events.waitUntilDelivered();
    assertThat(uploads.keySet()).allMatch(dana -> dana.inbox().size() == 1);
    assertThat(uploads.keySet()).allMatch(dana -> dana.welcomeMails().size() == 1);
  }
}
