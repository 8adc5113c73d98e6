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

/** A user deletes the account; crashes of services do not stop it, and only the receipt is left. */
@Order(8)
class AccountDeletionTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(180);
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
          Map.entry("media-share-links", 0L),
          Map.entry("private-space", 2L),
          Map.entry("profile", 1L));

  private final User dana = new User();
  private final User lee = new User();

  @Test
  void accountDeletionErasesTheUsersDataOnly() {
    var userId = createUserWithData(dana);
    var otherUserId = createUserWithData(lee);

    var deletion = deleteAccount(dana);
    var repeated = dana.api().delete("/v1/me").json().path("id").asString();
    assertThat(repeated).isIn(deletion.id(), "");
    assertSucceeds(deletion, userId);

    assertThat(lee.inbox()).hasSize(1);
    assertThat(RemainingData.of(otherUserId)).hasSizeGreaterThan(8);
    lee.signIn();
  }

  static Stream<Arguments> anyServiceAfterAnyStep() {
    return Stream.of(
        Arguments.of(USER_SERVICE, "objects-counted"),
        Arguments.of(USER_SERVICE, "account-disabled"),
        Arguments.of(USER_SERVICE, "stores-counted"),
        Arguments.of(USER_SERVICE, "account-deleted"),
        Arguments.of(MEDIA_SERVICE, "objects-counted"),
        Arguments.of(MEDIA_SERVICE, "account-disabled"),
        Arguments.of(NOTIFICATION_SERVICE, "objects-counted"),
        Arguments.of(NOTIFICATION_SERVICE, "account-disabled"));
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("anyServiceAfterAnyStep")
  void accountDeletionContinuesAfterAServiceCrash(Service victim, String step) {
    var userId = createUserWithData(dana);
    var deletion = deleteAccount(dana);

    await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> AccountDeletion.at(deletion.path()).hasCompleted(step));
    victim.kill();
    victim.start();

    assertSucceeds(deletion, userId);
  }

  private static void assertSucceeds(Started deletion, String userId) {
    await().atMost(TIMEOUT).until(() -> AccountDeletion.at(deletion.path()).isSucceeded());
    assertThat(AccountDeletion.at(deletion.path()).receipt()).containsAllEntriesOf(RECEIPT);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(RemainingData.of(userId)).isEmpty());
  }

  /** A photo with its notification, the welcome mail, and a file with two versions. */
  private static String createUserWithData(User user) {
    user.signUpAndSignIn();
    var upload = user.upload(SampleFile.dandelion());
    user.waitForThumbnails(upload);
    user.waitForNotification(upload);
    user.waitForWelcomeMail();
    var userId = user.me().id();
    var s3 = Aws.client(S3Client.builder().forcePathStyle(true));
    for (var content : new String[] {"one", "two"}) {
      s3.putObject(
          put ->
              put.bucket(Madang.output("PrivateSpaceBucket"))
                  .key("private/" + userId + "/notes.txt"),
          RequestBody.fromString(content));
    }
    return userId;
  }

  private static Started deleteAccount(User user) {
    return user.api().delete("/v1/me").expect(202).as(Started.class);
  }

  record Started(String id) {

    String path() {
      return "/v1/account-deletions/" + id;
    }
  }
}
