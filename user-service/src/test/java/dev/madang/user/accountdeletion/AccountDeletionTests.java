package dev.madang.user.accountdeletion;

import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From the request to the receipt; the test acts as the other services. */
@TestPropertySource(
    properties = {
      "user.account-deletion.poll-interval=1s",
      "user.account-deletion.final-sweep-delay=3s",
      "user.account-deletion.republish-interval=3s"
    })
class AccountDeletionTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();

  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final SignedInUser kim = AWS.users().signedIn();
  private final UserId user = new UserId(kim.sub());
  private final MockMvcTester http;
  private final Profiles profiles;
  private final Jobs jobs;

  @Autowired
  AccountDeletionTests(MockMvcTester http, Profiles profiles, Jobs jobs) {
    this.http = http;
    this.profiles = profiles;
    this.jobs = jobs;
  }

  @Test
  void deletesEverythingButTheReceipt() throws IOException {
    assertThat(me()).hasStatusOk();
    put("private/" + kim.sub() + "/notes.txt", "one");
    put("private/" + kim.sub() + "/notes.txt", "two");
    put("private/" + kim.sub() + "-lee/notes.txt", "not Kim's");

    var accepted = deleteMe();
    assertThat(accepted).hasStatus(202);
    var location = location(accepted);
    assertThat(location(deleteMe())).isEqualTo(location);
    await().atMost(ofSeconds(20)).until(() -> profiles.find(user).isEmpty());
    assertThat(me()).hasStatus4xxClientError();
    report("/media-service");
    report("/notification-service");

    await()
        .atMost(ofSeconds(40))
        .until(() -> get(location).getResponse().getContentAsString().contains("\"succeeded\""));

    var receipt = JSON.readTree(get(location).getResponse().getContentAsByteArray());
    assertThat(deletedCounts(receipt))
        .containsAllEntriesOf(
            Map.of(
                "account", 1L,
                "cdn", 0L,
                "exports", 0L,
                "media-catalog", 3L,
                "private-space", 2L,
                "profile", 1L,
                "sessions", 1L));
    assertThat(receipt.path("stores").findValuesAsString("note"))
        .containsExactly("there is no CDN");
    assertThat(receipt.path("retained").findValuesAsString("name")).contains("security-events");
    assertThat(versions(kim.sub())).isZero();
    assertThat(versions(kim.sub() + "-lee")).isOne();
    assertThat(
            AWS.client(CognitoIdentityProviderClient.builder())
                .listUsers(list ->
                    list.userPoolId(AWS.output("UserPoolId")).filter("sub = \"" + kim.sub() + "\""))
                .users())
        .isEmpty();
    assertThat(me()).hasStatus4xxClientError();
    assertThat(profiles.find(user)).isEmpty();
  }

  @Test
  void waitsForTheReportsOfTheOtherServices() throws IOException {
    put("private/" + kim.sub() + "/notes.txt", "one");
    profiles.createIfAbsent(Profile.create(user, kim.email(), "Kim", Instant.EPOCH));
    var location = location(deleteMe());
    await().atMost(ofSeconds(20)).until(() -> profiles.find(user).isEmpty());

    report("/media-service");
    await().during(ofSeconds(4)).atMost(ofSeconds(20)).until(() -> versions(kim.sub()) == 1);

    assertThat(get(location)).bodyJson().extractingPath("$.status").isEqualTo("running");
    report("/notification-service");
    await().atMost(ofSeconds(20)).until(() -> versions(kim.sub()) == 0);
  }

  @Test
  void publishesTheRequestAgainForAMissingReport() {
    profiles.createIfAbsent(Profile.create(user, kim.email(), "Kim", Instant.EPOCH));
    var queue = sqs.createQueue(create -> create.queueName("queue-" + kim.sub())).queueUrl();
    var arn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    var sns = AWS.client(SnsClient.builder());
    var subscription =
        sns.subscribe(it ->
                it.topicArn(AWS.output("AccountEventsTopicArn"))
                    .protocol("sqs")
                    .endpoint(requireNonNull(arn))
                    .attributes(Map.of("RawMessageDelivery", "true")))
            .subscriptionArn();

    deleteMe();

    await()
        .atMost(ofSeconds(30))
        .until(() ->
            sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages().stream()
                .anyMatch(it -> it.body().contains("awaited-" + user)));
    sns.unsubscribe(it -> it.subscriptionArn(subscription));
  }

  @Test
  void anotherJobIsNotAnAccountDeletion() {
    var other = jobs.start(JobId.next(), "something-else", user, Map.of());

    for (var id : new String[] {other.id().value(), JobId.next().value(), "nothing"}) {
      assertThat(get("/v1/account-deletions/" + id))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.type")
          .isEqualTo("urn:madang:problem:account-deletion-not-found");
    }
  }

  private MvcTestResult deleteMe() {
    return http.delete()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + kim.accessToken())
        .exchange();
  }

  private static String location(MvcTestResult accepted) {
    return requireNonNull(accepted.getResponse().getHeader(HttpHeaders.LOCATION));
  }

  private MvcTestResult me() {
    return http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + kim.accessToken())
        .exchange();
  }

  private MvcTestResult get(String location) {
    return http.get().uri(location).exchange();
  }

  private void put(String key, String content) {
    s3.putObject(
        put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key),
        RequestBody.fromString(content));
  }

  private int versions(String sub) {
    var listed =
        s3.listObjectVersions(
            list -> list.bucket(AWS.output("PrivateSpaceBucket")).prefix("private/" + sub + "/"));
    return listed.versions().size() + listed.deleteMarkers().size();
  }

  private static Map<String, Long> deletedCounts(JsonNode receipt) {
    return receipt
        .path("stores")
        .valueStream()
        .collect(
            toMap(it -> it.path("name").stringValue(), it -> it.path("deletedCount").longValue()));
  }

  /** The example of the contract. */
  private void report(String source) throws IOException {
    var file = Path.of("..", "contracts", "events", "account-data-erased.v1.json");
    var event = (ObjectNode) JSON.readTree(Files.readString(file));
    event.put("source", source).put("id", UUID.randomUUID().toString());
    ((ObjectNode) event.get("data")).put("userId", kim.sub());
    var queue = sqs.getQueueUrl(get -> get.queueName("user-service-erasure-reports")).queueUrl();
    sqs.sendMessage(send -> send.queueUrl(queue).messageBody(event.toString()));
  }
}
