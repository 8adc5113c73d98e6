package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only {@code docker compose up} has; {@code ./test containers} plays it. */
@Isolated
class ContainersTests {

  @BeforeAll
  static void needsContainers() {
    assumeTrue(Madang.IN_CONTAINERS, "docker compose does not run this system");
  }

  @ParameterizedTest
  @EnumSource
  void aCrashedContainerRestartsAndLosesNoUpload(Service service) {
    var dana = User.signedIn();
    var created = dana.createMedia(SampleFile.dandelion());
    dana.upload(SampleFile.dandelion(), created);
    service.crash().run();

    assertThat(dana.waitForThumbnails(created).images()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "user-service", "media-service", "notification-service"})
  void aServiceCannotWriteIntoItsImageAndIsNotRoot(String service) {
    var tried =
        Launcher.compose(
            "exec", "-T", service, "sh", "-c", "id -u; touch /app/x 2>&1 || echo read-only");

    assertThat(tried.lines()).first().isEqualTo("10001");
    assertThat(tried).contains("read-only");
  }

  @Test
  void dataSurvivesDownAndUp() {
    var dana = User.signedIn();
    var created = dana.createMedia(SampleFile.dandelion());
    dana.upload(SampleFile.dandelion(), created);
    dana.waitForThumbnails(created);

    Launcher.compose("down");
    Launcher.compose("up", "--detach", "--wait");

    var again = Device.with(dana.signIn());
    assertThat(again.isSignedOut()).isFalse();
    assertThat(dana.waitForThumbnails(created).images()).hasSize(8);
  }
}
