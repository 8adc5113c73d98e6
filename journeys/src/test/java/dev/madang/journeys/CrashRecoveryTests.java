package dev.madang.journeys;

import static dev.madang.journeys.Service.GATEWAY;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static dev.madang.journeys.ServiceCrash.Moment.AFTER_PROCESSING;
import static dev.madang.journeys.ServiceCrash.Moment.BEFORE_SIGN_UP;
import static dev.madang.journeys.ServiceCrash.Moment.DURING_ACCOUNT_CREATION;
import static dev.madang.journeys.ServiceCrash.Moment.DURING_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.ServiceCrash.Moment;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any service crashes while a first photo is processed; after the restart the photo becomes ready.
 */
@Isolated
@ExtendWith(Queues.QuickRedelivery.class)
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashRecoveryTests {

  private final SampleFile photo = SampleFile.dandelion();

  /** The users so far, with the service that was killed. */
  private final Map<User, Service> victims = new LinkedHashMap<>();

  static Stream<Arguments> anyServiceAtAnyMoment() {
    return Arrays.stream(Service.values())
        .flatMap(
            victim -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(victim, moment)));
  }

  @Order(1)
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("anyServiceAtAnyMoment")
  void photoIsProcessedAfterACrash(Service victim, Moment moment) {
    var dana = new User();
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
    victims.put(dana, victim);
  }

  @Order(2)
  @Test
  void everyUserIsNotifiedOnce() {
    Events.waitUntilDelivered();
    victims.forEach((dana, victim) -> {
      assertThat(dana.inbox()).as("inbox after a crash of %s", victim).hasSize(1);
      var mails = dana.welcomeMails();
      if (mails.size() != 1) {
        assertThat(victim).isEqualTo(NOTIFICATION_SERVICE);
        assertSenderCrashedBetweenSendingAndRecording(mails);
      }
    });
  }

  @Order(3)
  @Test
  void gatewayKnowsRevokedSessionsAfterARestart() {
    var dana = User.signedIn();
    var laptop = Device.with(dana.signIn());
    var phone = Device.with(dana.signIn());
    laptop.signOut(phone);
    await().atMost(Duration.ofSeconds(5)).until(phone::isSignedOut);

    GATEWAY.crash().run();

    assertThat(phone.isSignedOut()).isTrue();
    assertThat(laptop.isSignedOut()).isFalse();
  }

  /** SES has no idempotency key, so this crash sends the mail twice; we prefer that to no mail. */
  private static void assertSenderCrashedBetweenSendingAndRecording(List<Mail> mails) {
    assertThat(mails).hasSize(2);
    assertThat(Logs.of(NOTIFICATION_SERVICE))
        .doesNotContain(mails.getFirst().id())
        .contains(mails.getLast().id());
  }
}
