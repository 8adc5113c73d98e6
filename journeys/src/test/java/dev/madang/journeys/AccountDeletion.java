package dev.madang.journeys;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The deletion of a user's account. */
record AccountDeletion(String id, String userId) {

  private static final Duration TIMEOUT = Duration.ofSeconds(180);

  /** The deleted objects of each store, for a user of {@link #createUserWithData}. */
  private static final Map<String, Long> RECEIPT =
      Map.ofEntries(
          Map.entry("account", 1L),
          Map.entry("cdn", 1L),
          Map.entry("exports", 0L),
          Map.entry("inbox", 1L),
          Map.entry("deliveries", 1L),
          Map.entry("media-catalog", 1L),
          Map.entry("media-originals", 1L),
          Map.entry("media-renditions", 8L),
          Map.entry("media-share-links", 0L),
          Map.entry("private-space", 2L),
          Map.entry("profile", 1L));

  /** Has a photo with its notification, the welcome mail, and a file with two versions. */
  static User createUserWithData() {
    var user = User.signedIn();
    var created = user.upload(SampleFile.dandelion());
    user.waitForThumbnails(created);
    user.waitForNotification(created);
    user.waitForWelcomeMail();
    var key = "private/" + user.me().id() + "/notes.txt";
    try (var s3 = Aws.client(S3Client.builder().forcePathStyle(true))) {
      for (var content : List.of("one", "two")) {
        s3.putObject(
            put -> put.bucket(Madang.output("PrivateSpaceBucket")).key(key),
            RequestBody.fromString(content));
      }
    }
    return user;
  }

  static AccountDeletion start(User user) {
    var userId = user.me().id();
    var deletion = user.api().delete("/v1/me").expect(202).json();
    return new AccountDeletion(deletion.path("id").asString(), userId);
  }

  void waitForStep(String step) {
    await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> status().hasCompleted(step));
  }

  /** Fails unless the deletion succeeds, has the expected counts, and leaves no data. */
  void assertSucceeds() {
    await().atMost(TIMEOUT).until(() -> status().isSucceeded());
    assertThat(status().receipt()).containsAllEntriesOf(RECEIPT);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(RemainingData.of(userId)).isEmpty());
  }

  /** Needs no token: the account may be deleted already. */
  private Status status() {
    var path = "/v1/account-deletions/" + id;
    return Api.withoutToken().get(path).expect(200).as(Status.class);
  }

  private record Status(String status, List<Step> steps, List<Store> stores) {

    boolean isSucceeded() {
      return status.equals("succeeded");
    }

    boolean hasCompleted(String step) {
      return steps.stream().anyMatch(it -> it.name().equals(step) && it.done());
    }

    Map<String, Long> receipt() {
      return stores.stream().collect(toMap(Store::name, Store::deletedCount));
    }
  }

  private record Step(String name, boolean done) {}

  private record Store(String name, long deletedCount) {}
}
