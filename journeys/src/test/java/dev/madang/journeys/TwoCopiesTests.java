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

/** Two copies of a service share its work; when one dies, the other goes on. */
@Order(5)
@EnabledOnOs(OS.LINUX)
class TwoCopiesTests {

  private static final String DECIDED = "Rejected private/";
  private static final String MAILED = " is sent as ";

  @Test
  void bothWorkAndTheOtherGoesOnWhenOneIsKilled() {
    try (var media = Copy.of(MEDIA_SERVICE);
        var notification = Copy.of(NOTIFICATION_SERVICE)) {
      media.waitUntilReady();
      notification.waitUntilReady();
      var mediaBefore = Logs.of(MEDIA_SERVICE).length();
      var notificationBefore = Logs.of(NOTIFICATION_SERVICE).length();

      eachIsToldOnce(newcomersWithAnUploadEach(20));

      assertThat(media.log()).contains(DECIDED);
      assertThat(Logs.of(MEDIA_SERVICE).substring(mediaBefore)).contains(DECIDED);
      assertThat(notification.log()).contains(MAILED);
      assertThat(Logs.of(NOTIFICATION_SERVICE).substring(notificationBefore)).contains(MAILED);

      // Now the copy reads the table's stream, until it dies.
      MEDIA_SERVICE.kill();
      MEDIA_SERVICE.start();
      var late = newcomersWithAnUploadEach(4);
      media.kill();
      notification.kill();
      eachIsToldOnce(late);
    }
  }

  private static Map<Person, Upload> newcomersWithAnUploadEach(int count) {
    return Stream.generate(Person::joined)
        .limit(count)
        .collect(Collectors.toMap(dana -> dana, dana -> dana.uploadPhoto(Facts.letter())));
  }

  private static void eachIsToldOnce(Map<Person, Upload> newcomers) {
    newcomers.forEach(Person::waitForNotification);
    newcomers.keySet().forEach(Person::readWelcomeMail);
    Facts.areAllTold();
    assertThat(newcomers.keySet()).allMatch(dana -> dana.inbox().size() == 1);
    assertThat(newcomers.keySet()).allMatch(dana -> dana.welcomeMails().size() == 1);
  }
}
