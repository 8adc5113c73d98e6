package dev.madang.user.closure;

import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
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

/** From the request to the receipt; the other services are played by the test. */
@TestPropertySource(
    properties = {
      "user.closure.poll=1s",
      "user.closure.sweep-after=3s",
      "user.closure.tell-again=3s"
    })
class ClosingTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();

  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final SignedInUser kim = AWS.users().signedIn();
  private final UserId user = new UserId(kim.sub());
  private final MockMvcTester http;
  private final Profiles profiles;
  private final Jobs jobs;

  @Autowired
  ClosingTests(MockMvcTester http, Profiles profiles, Jobs jobs) {
    this.http = http;
    this.profiles = profiles;
    this.jobs = jobs;
  }

  @Test
  void ofAUserWhoLeavesNothingIsLeftButTheReceipt() throws IOException {
    assertThat(me()).hasStatusOk();
    put("private/" + kim.sub() + "/notes.txt", "one");
    put("private/" + kim.sub() + "/notes.txt", "two");
    put("private/" + kim.sub() + "-lee/notes.txt", "not Kim's");

    var begun = close();
    assertThat(begun).hasStatus(202);
    var place = place(begun);
    assertThat(place(close())).isEqualTo(place);
    await().atMost(ofSeconds(20)).until(() -> profiles.find(user).isEmpty());
    assertThat(me()).hasStatus4xxClientError();
    report("/media-service");
    report("/notification-service");

    await()
        .atMost(ofSeconds(40))
        .until(() -> told(place).getResponse().getContentAsString().contains("\"closed\""));

    var receipt = JSON.readTree(told(place).getResponse().getContentAsByteArray());
    assertThat(removed(receipt))
        .containsAllEntriesOf(
            Map.of(
                "account", 1L,
                "cdn", 0L,
                "exports", 0L,
                "media-catalog", 3L,
                "private-space", 2L,
                "profile", 1L,
                "sessions", 1L));
    assertThat(receipt.path("removed").findValuesAsString("note"))
        .containsExactly("there is no CDN");
    assertThat(receipt.path("kept").findValuesAsString("store")).contains("security-events");
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
  void nothingGoesOnBeforeTheOtherServicesHaveTold() throws IOException {
    put("private/" + kim.sub() + "/notes.txt", "one");
    profiles.open(Profile.opened(user, kim.email(), "Kim", Instant.EPOCH));
    var place = place(close());
    await().atMost(ofSeconds(20)).until(() -> profiles.find(user).isEmpty());

    report("/media-service");
    await().during(ofSeconds(4)).atMost(ofSeconds(20)).until(() -> versions(kim.sub()) == 1);

    assertThat(told(place)).bodyJson().extractingPath("$.state").isEqualTo("closing");
    report("/notification-service");
    await().atMost(ofSeconds(20)).until(() -> versions(kim.sub()) == 0);
  }

  @Test
  void whoDoesNotTellIsToldAgain() {
    profiles.open(Profile.opened(user, kim.email(), "Kim", Instant.EPOCH));
    var heard = sqs.createQueue(create -> create.queueName("heard-" + kim.sub())).queueUrl();
    var arn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(heard).attributeNames(QueueAttributeName.QUEUE_ARN))
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

    close();

    await()
        .atMost(ofSeconds(30))
        .until(() ->
            sqs.receiveMessage(receive -> receive.queueUrl(heard)).messages().stream()
                .anyMatch(it -> it.body().contains("awaited-" + user)));
    sns.unsubscribe(it -> it.subscriptionArn(subscription));
  }

  @Test
  void anotherJobIsNoClosing() {
    var other = jobs.start(JobId.next(), "something-else", user, Map.of());

    for (var id : new String[] {other.id().value(), JobId.next().value(), "nothing"}) {
      assertThat(told("/v1/closures/" + id))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.type")
          .isEqualTo("urn:madang:problem:closure-not-found");
    }
  }

  private MvcTestResult close() {
    return http.delete()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + kim.accessToken())
        .exchange();
  }

  private static String place(MvcTestResult begun) {
    return requireNonNull(begun.getResponse().getHeader(HttpHeaders.LOCATION));
  }

  private MvcTestResult me() {
    return http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + kim.accessToken())
        .exchange();
  }

  private MvcTestResult told(String place) {
    return http.get().uri(place).exchange();
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

  private static Map<String, Long> removed(JsonNode receipt) {
    return receipt
        .path("removed")
        .valueStream()
        .collect(toMap(it -> it.path("store").stringValue(), it -> it.path("removed").longValue()));
  }

  /** As the contract's example says it. */
  private void report(String source) throws IOException {
    var file = Path.of("..", "contracts", "events", "account-part-removed.v1.json");
    var event = (ObjectNode) JSON.readTree(Files.readString(file));
    event.put("source", source).put("id", UUID.randomUUID().toString());
    ((ObjectNode) event.get("data")).put("userId", kim.sub());
    var queue = sqs.getQueueUrl(get -> get.queueName("user-service-removals")).queueUrl();
    sqs.sendMessage(send -> send.queueUrl(queue).messageBody(event.toString()));
  }
}
