package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static dev.madang.journeys.Service.USER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Somebody leaves, whoever dies meanwhile, and nothing of them is left but the receipt. */
@Order(8)
class ClosingTests {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Map<String, Long> RECEIPT =
      Map.ofEntries(
          Map.entry("account", 1L),
          Map.entry("cdn", 1L),
          Map.entry("exports", 0L),
          Map.entry("inbox", 1L),
          Map.entry("mails", 1L),
          Map.entry("media-catalog", 1L),
          Map.entry("media-originals", 1L),
          Map.entry("media-renditions", 8L),
          Map.entry("media-shares", 0L),
          Map.entry("private-space", 2L),
          Map.entry("profile", 1L));

  private final Person dana = new Person();
  private final Person lee = new Person();

  @Test
  void nothingIsLeftAndNobodyElseLosesAnything() {
    var left = aLife(dana);
    var other = aLife(lee);

    var closure = dana.api().delete("/v1/me").expect(202).as(Begun.class).path();
    assertThat(dana.api().delete("/v1/me").as(JsonNode.class).path("id").asString())
        .isIn(closure.substring("/v1/closures/".length()), "");
    endsWithTheReceipt(closure, left);

    assertThat(lee.inbox()).hasSize(1);
    assertThat(Leftovers.of(other)).hasSizeGreaterThan(8);
    lee.signIn();
  }

  static Stream<Arguments> anyServiceAtAnyStep() {
    return Stream.of(
        Arguments.of(USER_SERVICE, "sign-ins-counted"),
        Arguments.of(USER_SERVICE, "locked"),
        Arguments.of(USER_SERVICE, "stores-counted"),
        Arguments.of(USER_SERVICE, "account-removed"),
        Arguments.of(MEDIA_SERVICE, "sign-ins-counted"),
        Arguments.of(MEDIA_SERVICE, "locked"),
        Arguments.of(NOTIFICATION_SERVICE, "sign-ins-counted"),
        Arguments.of(NOTIFICATION_SERVICE, "locked"));
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("anyServiceAtAnyStep")
  void aClosingGoesOnWhoeverIsKilled(Service victim, String step) {
    var left = aLife(dana);
    var closure = dana.api().delete("/v1/me").expect(202).as(Begun.class).path();

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Closure.at(closure).hasDone(step));
    victim.kill();
    victim.start();

    endsWithTheReceipt(closure, left);
  }

  private static void endsWithTheReceipt(String closure, String sub) {
    await().atMost(PATIENCE).until(() -> Closure.at(closure).isClosed());
    assertThat(Closure.at(closure).receipt()).containsAllEntriesOf(RECEIPT);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Leftovers.of(sub)).isEmpty());
  }

  /** A photo, what was told of it, a welcome, and a file of two versions. */
  private static String aLife(Person person) {
    person.join();
    var upload = person.uploadPhoto(Photo.dandelion());
    person.waitForThumbnails(upload);
    person.waitForNotification(upload);
    person.readWelcomeMail();
    var sub = person.me().id();
    var s3 = Aws.client(S3Client.builder().forcePathStyle(true));
    for (var content : new String[] {"one", "two"}) {
      s3.putObject(
          put ->
              put.bucket(Madang.output("PrivateSpaceBucket")).key("private/" + sub + "/notes.txt"),
          RequestBody.fromString(content));
    }
    return sub;
  }

  record Begun(String id) {

    String path() {
      return "/v1/closures/" + id;
    }
  }
}
