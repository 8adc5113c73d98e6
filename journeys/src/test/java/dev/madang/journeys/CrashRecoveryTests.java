package dev.madang.journeys;

import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static dev.madang.journeys.ServiceCrash.Moment.AFTER_PROCESSING;
import static dev.madang.journeys.ServiceCrash.Moment.BEFORE_SIGN_UP;
import static dev.madang.journeys.ServiceCrash.Moment.DURING_ACCOUNT_CREATION;
import static dev.madang.journeys.ServiceCrash.Moment.DURING_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.ServiceCrash.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any service crashes at any moment of a first photo; once it is restarted, the photo is processed.
 */
@Order(4)
class CrashRecoveryTests {

  private final SampleFile photo = SampleFile.dandelion();
  private final User dana = new User();

  static Stream<Arguments> anyServiceAtAnyMoment() {
    return Arrays.stream(Service.values())
        .flatMap(
            victim -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(victim, moment)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("anyServiceAtAnyMoment")
  void photoIsProcessedOnceAfterACrash(Service victim, Moment moment) {
    try (var crash = new ServiceCrash(victim, moment)) {
      crash.at(BEFORE_SIGN_UP);
      dana.signUp();
      dana.confirm();
      crash.during(DURING_ACCOUNT_CREATION);
      dana.signIn();
      var created = dana.createMedia(photo);
      crash.during(DURING_UPLOAD);
      dana.upload(photo, created);
      var item = dana.waitForThumbnails(created);
      crash.at(AFTER_PROCESSING);

      assertThat(item.images()).hasSize(8);
      assertThat(dana.waitForNotification(created).type()).isEqualTo("madang.media.ready.v1");
      dana.waitForWelcomeMail();
    }

    Events.waitUntilDelivered();
    assertThat(dana.inbox()).hasSize(1);
    var mails = dana.welcomeMails();
    if (mails.size() != 1) {
      assertThat(victim).isEqualTo(NOTIFICATION_SERVICE);
      assertSenderCrashedBetweenSendingAndRecording(mails);
    }
  }

  /** SES has no idempotency key, so this crash duplicates a mail: better two mails than none. */
  private static void assertSenderCrashedBetweenSendingAndRecording(List<Mail> mails) {
    assertThat(mails).hasSize(2);
    assertThat(Logs.of(NOTIFICATION_SERVICE))
        .doesNotContain(mails.getFirst().id())
        .contains("is sent as " + mails.getLast().id());
  }
}
