package dev.madang.journeys;

import static dev.madang.journeys.Service.GATEWAY;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.Device.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Devices are signed out from elsewhere, long before their tokens expire. */
@Order(7)
class SessionsTests {

  private final Person dana = Person.joined();
  private final Device laptop = Device.with(dana.signIn());
  private final Device phone = Device.with(dana.signIn());

  @Test
  void aLostPhoneIsSignedOutFromTheLaptop() {
    assertThat(phone.isRefused()).isFalse();

    laptop.signOut(phone);

    isRefusedWithinFiveSeconds(phone);
    phone.refresh().expectProblem(401, "wrong-credentials");
    assertThat(laptop.isRefused()).isFalse();
    laptop.refresh().expect(200);
    assertThat(laptop.securityEvents()).startsWith("session-revoked", "signed-in", "signed-in");
  }

  @Test
  void whoSignsOutEverywhereSignsInAnewAtOnce() {
    phone.signOutEverywhere();
    var tablet = Device.with(dana.signIn());

    isRefusedWithinFiveSeconds(phone);
    isRefusedWithinFiveSeconds(laptop);
    phone.refresh().expectProblem(401, "wrong-credentials");
    laptop.refresh().expectProblem(401, "wrong-credentials");
    assertThat(tablet.isRefused()).isFalse();
    assertThat(tablet.sessions()).singleElement().matches(Session::current);
  }

  @Test
  void whoSignedInAtCognitoItselfIsSeenAndSignedOutLikeAnybody() {
    var desktop = Device.with(dana.signInAtCognito());
    assertThat(desktop.isRefused()).isFalse();
    assertThat(laptop.sessions()).hasSize(4).extracting(Session::id).contains(desktop.id());

    laptop.signOut(desktop);

    isRefusedWithinFiveSeconds(desktop);
  }

  @Test
  void theGatewayStillKnowsAfterARestart() {
    laptop.signOut(phone);
    isRefusedWithinFiveSeconds(phone);

    GATEWAY.kill();
    GATEWAY.start();

    assertThat(phone.isRefused()).isTrue();
    assertThat(laptop.isRefused()).isFalse();
  }

  private static void isRefusedWithinFiveSeconds(Device device) {
    await()
        .atMost(ofSeconds(5))
        .pollDelay(ZERO)
        .pollInterval(ofMillis(100))
        .until(device::isRefused);
  }
}
