package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two instances of a service share its work; when one is killed, the other continues. */
@Order(5)
@EnabledOnOs(OS.LINUX)
class TwoInstancesTests {

  private static final String PROCESSED = "Rejected private/";
  private static final String MAILED = " is sent as ";

  @Test
  void instancesShareTheWorkAndOneTakesOverWhenTheOtherIsKilled() {
    try (var media = ServiceInstance.of(MEDIA_SERVICE);
        var notification = ServiceInstance.of(NOTIFICATION_SERVICE)) {
      media.waitUntilReady();
      notification.waitUntilReady();
      var mediaBefore = Logs.of(MEDIA_SERVICE).length();
      var notificationBefore = Logs.of(NOTIFICATION_SERVICE).length();

      assertNotifiedOnce(signUpAndUpload(20));

      assertThat(media.log()).contains(PROCESSED);
      assertThat(Logs.of(MEDIA_SERVICE).substring(mediaBefore)).contains(PROCESSED);
      assertThat(notification.log()).contains(MAILED);
      assertThat(Logs.of(NOTIFICATION_SERVICE).substring(notificationBefore)).contains(MAILED);

      // Now the second instance reads the table's stream.
      MEDIA_SERVICE.kill();
      MEDIA_SERVICE.start();
      var late = signUpAndUpload(4);
      media.kill();
      notification.kill();
      assertNotifiedOnce(late);
    }
  }

  private static Map<User, CreatedMedia> signUpAndUpload(int count) {
    return Stream.generate(User::signedIn)
        .limit(count)
        .collect(Collectors.toMap(dana -> dana, dana -> dana.upload(SampleFiles.textNamedJpeg())));
  }

  private static void assertNotifiedOnce(Map<User, CreatedMedia> users) {
    users.forEach(User::waitForNotification);
    users.keySet().forEach(User::waitForWelcomeMail);
    Events.waitUntilDelivered();
    assertThat(users.keySet()).allMatch(dana -> dana.inbox().size() == 1);
    assertThat(users.keySet()).allMatch(dana -> dana.welcomeMails().size() == 1);
  }
}
