package dev.madang.journeys;

import static dev.madang.journeys.Crash.Moment.AS_THE_ACCOUNT_OPENS;
import static dev.madang.journeys.Crash.Moment.AS_THE_PHOTO_ARRIVES;
import static dev.madang.journeys.Crash.Moment.AS_THE_THUMBNAILS_ARE_READY;
import static dev.madang.journeys.Crash.Moment.WHILE_IDLE;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.Crash.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any service may die at any moment of the first photo; started again, all ends as it should. */
@Order(4)
class KilledServiceTests {

  private final Photo photo = Photo.dandelion();
  private final Person dana = new Person();

  static Stream<Arguments> anyServiceAtAnyMoment() {
    return Arrays.stream(Service.values())
        .flatMap(
            victim -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(victim, moment)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("anyServiceAtAnyMoment")
  void thePhotoStillEndsInThumbnailsOneNotificationAndOneMail(Service victim, Moment moment) {
    try (var crash = new Crash(victim, moment)) {
      crash.at(WHILE_IDLE);
      dana.signUp();
      dana.confirm();
      crash.during(AS_THE_ACCOUNT_OPENS);
      dana.signIn();
      var upload = dana.askForUpload(photo);
      crash.during(AS_THE_PHOTO_ARRIVES);
      dana.send(photo, upload);
      var media = dana.waitForThumbnails(upload);
      crash.at(AS_THE_THUMBNAILS_ARE_READY);

      assertThat(media.renditions()).hasSize(8);
      assertThat(dana.waitForNotification(upload).type()).isEqualTo("media-ready");
      dana.readWelcomeMail();
    }

    Facts.areAllTold();
    assertThat(dana.inbox()).hasSize(1);
    var mails = dana.welcomeMails();
    if (mails.size() != 1) {
      assertThat(victim).isEqualTo(NOTIFICATION_SERVICE);
      assertThatTheSenderDiedBetweenTheAnswerOfSesAndItsRecord(mails);
    }
  }

  /** The one gap that is left, because SES knows no idempotency: better two mails than none. */
  private static void assertThatTheSenderDiedBetweenTheAnswerOfSesAndItsRecord(List<Mail> mails) {
    assertThat(mails).hasSize(2);
    assertThat(Logs.of(NOTIFICATION_SERVICE))
        .doesNotContain(mails.getFirst().id())
        .contains("is sent as " + mails.getLast().id());
  }
}
