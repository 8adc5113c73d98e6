package dev.madang.journeys;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.Device.Session;
import org.junit.jupiter.api.Test;

/** A user revokes the sessions of other devices; their tokens stop working within seconds. */
class SessionsTests {

  private final User dana = User.signedIn();
  private final Device laptop = Device.with(dana.signIn());
  private final Device phone = Device.with(dana.signIn());

  @Test
  void lostPhoneIsSignedOutFromTheLaptop() {
    assertThat(phone.isSignedOut()).isFalse();

    laptop.signOut(phone);

    assertSignedOutWithinFiveSeconds(phone);
    phone.refresh().expectProblem(400, "invalid-credentials");
    assertThat(laptop.isSignedOut()).isFalse();
    laptop.refresh().expect(200);
    assertThat(laptop.securityEvents()).startsWith("session-revoked", "signed-in", "signed-in");
  }

  @Test
  void signInRightAfterSignOutEverywhereWorks() {
    phone.signOutEverywhere();
    var tablet = Device.with(dana.signIn());

    assertSignedOutWithinFiveSeconds(phone);
    assertSignedOutWithinFiveSeconds(laptop);
    phone.refresh().expectProblem(400, "invalid-credentials");
    laptop.refresh().expectProblem(400, "invalid-credentials");
    assertThat(tablet.isSignedOut()).isFalse();
    assertThat(tablet.sessions()).singleElement().matches(Session::current);
  }

  @Test
  void directCognitoSignInIsListedAndCanBeRevoked() {
    var desktop = Device.with(dana.signInWithCognito());
    assertThat(desktop.isSignedOut()).isFalse();
    assertThat(laptop.sessions()).hasSize(4).extracting(Session::id).contains(desktop.sessionId());

    laptop.signOut(desktop);

    assertSignedOutWithinFiveSeconds(desktop);
  }

  private static void assertSignedOutWithinFiveSeconds(Device device) {
    await()
        .atMost(ofSeconds(5))
        .pollDelay(ZERO)
        .pollInterval(ofMillis(100))
        .until(device::isSignedOut);
  }
}
