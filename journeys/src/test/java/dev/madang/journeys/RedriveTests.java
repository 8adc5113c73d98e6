package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * We fail for so long that an upload is given up: its owner is told so, and one command brings it
 * back when we are well again.
 */
@Order(6)
@EnabledOnOs(OS.LINUX)
class RedriveTests {

  private static final String QUEUE = "media-service-uploads";

  /**
   * A copy that cannot ask user-service whether there is room, so fails at what came by keys of
   * AWS. It waits a second between two attempts, so that twelve of them take no hour.
   */
  private static final Map<String, String> ILL =
      Map.of(
          "MADANG_USER_SERVICE_URL", "https://localhost:1",
          "MEDIA_INTAKE_PAUSE", "1s",
          "MEDIA_INTAKE_LONGESTPAUSE", "1s");

  private final Photo photo = Photo.dandelion();
  private final Person dana = Person.joined();
  private final PrivateSpace space = dana.privateSpace();
  private final String key = space.own("media/holiday/x.jpg");

  @Test
  void whatWasGivenUpIsBroughtBackByOneCommand() {
    whileMediaServiceIsIll(() -> {
      upload();
      Queues.waitForADeadUpload();
    });

    var id = dana.waitForFound("x.jpg").id();
    assertThat(dana.media(id).state()).isEqualTo("rejected");
    assertThat(dana.media(id).reason()).isEqualTo("not-processed");
    assertThat(dana.waitForNotification(id).reason()).isEqualTo("not-processed");

    assertThat(redrive()).startsWith("1 dead letters");
    Queues.comeToRest();
    dana.openMediaSession();
    var ready = dana.media(id);
    assertThat(ready.state()).as("reason %s", ready.reason()).isEqualTo("ready");
    assertThat(ready.renditions())
        .hasSize(8)
        .allSatisfy(rendition -> rendition.fetch().expect(200));
    assertThat(redrive()).startsWith("0 dead letters");

    whatIsReadyStaysAsItIs(ready);
  }

  /** One of its events may lie among the dead letters, too: it came twice, and failed once. */
  private void whatIsReadyStaysAsItIs(Media ready) {
    var before = dana.api().get("/v1/media/" + ready.id()).expect(200).text();
    Queues.buryUploadEvent(key);

    assertThat(redrive()).startsWith("1 dead letters");
    Facts.areAllTold();

    assertThat(dana.api().get("/v1/media/" + ready.id()).expect(200).text()).isEqualTo(before);
    assertThat(dana.inbox())
        .extracting(Inbox.Entry::type)
        .containsExactly("media-ready", "media-rejected");
  }

  private void upload() {
    try (var s3 = space.s3()) {
      s3.putObject(
          put -> put.bucket(space.bucket()).key(key).contentType(photo.contentType()),
          RequestBody.fromBytes(photo.bytes()));
    }
  }

  private static void whileMediaServiceIsIll(Runnable story) {
    var recipe = Copy.Recipe.of(MEDIA_SERVICE);
    try (var ill = recipe.start(ILL)) {
      ill.waitUntilReady();
      MEDIA_SERVICE.kill();
      story.run();
    } finally {
      MEDIA_SERVICE.start();
    }
  }

  private static String redrive() {
    return Launcher.run("redrive", QUEUE);
  }
}
