package dev.madang.media.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class UploadControllerTests extends RunningService {

  private static final SignedInUser KIM = AWS.users().signedIn();
  private static final byte[] FILE = "not looked at yet".getBytes(US_ASCII);

  private final MockMvcTester http;
  private final Client client;

  @Autowired
  UploadControllerTests(MockMvcTester http) {
    this.http = http;
    this.client = new Client(http, KIM);
  }

  @Test
  void aTicketIsForOnePlaceAndAQuarterOfAnHour() {
    var ticket = client.ticket(description());

    var upload = ticket.get("upload");
    assertThat(upload.get("method").stringValue()).isEqualTo("PUT");
    assertThat(upload.get("url").stringValue())
        .contains("/private/" + KIM.sub() + "/media/" + ticket.get("id").stringValue() + "?");
    assertThat(Instant.parse(upload.get("expiresAt").stringValue()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
  }

  @Test
  void aTicketSignsAllThatMakesTheFile() {
    var upload = client.ticket(description()).get("upload");

    assertThat(upload.get("headers").propertyNames())
        .containsExactlyInAnyOrder(
            "content-length", "content-type", "if-none-match", "x-amz-checksum-sha256");
    assertThat(upload.get("url").stringValue())
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match"
                + "%3Bx-amz-checksum-sha256");
  }

  @Test
  void theAnnouncedFileIsTakenOnce() {
    var ticket = client.ticket(description());

    assertThat(send(ticket, FILE, Map.of())).isEqualTo(200);
    assertThat(send(ticket, FILE, Map.of())).isEqualTo(412);
  }

  @Test
  void otherBytesAreRefused() {
    var other = FILE.clone();
    other[0]++;

    assertThat(send(client.ticket(description()), other, Map.of())).isEqualTo(400);
  }

  @Test
  void anotherLengthIsRefused() {
    var longer = new byte[FILE.length + 1];

    assertThat(send(client.ticket(description()), longer, Map.of())).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "content-type, text/html",
    "if-none-match, '\"x\"'",
    "x-amz-checksum-sha256, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  })
  void otherHeadersAreRefused(String name, String value) {
    assertThat(send(client.ticket(description()), FILE, Map.of(name, value))).isEqualTo(403);
  }

  @Test
  void askingAgainWithTheSameKeyIsOneUpload() {
    var first = client.ticket(description(), "Idempotency-Key", "key-1");
    var again = client.ticket(description(), "Idempotency-Key", "key-1");

    assertThat(again.get("id")).isEqualTo(first.get("id"));
  }

  @Test
  void aKeyIsForOneFileOnly() {
    client.ticket(description(), "Idempotency-Key", "key-2");

    assertProblem(
        client.ask(changed("size", 1), "Idempotency-Key", "key-2"), 409, "idempotency-key-reused");
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    assertThat(client.ask(description(), "Idempotency-Key", "two words")).hasStatus(400);
    assertThat(client.ask(description(), "Idempotency-Key", "x".repeat(101))).hasStatus(400);
  }

  @Test
  void aFieldWeDoNotKnowIsRefused() {
    assertProblem(client.ask(changed("public", true)), 400, "unknown-field");
  }

  @Test
  void tooLargeAFileIsRefused() {
    assertThat(client.ask(changed("size", 16 << 20))).hasStatus(201);
    assertProblem(client.ask(changed("size", (16 << 20) + 1)), 413, "upload-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "size, 0",
    "size, -1",
    "contentType, text/plain",
    "contentType, image/svg+xml",
    "fileName, ''",
    "sha256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  })
  void whatCannotBeAPhotoIsRefused(String field, String value) {
    assertProblem(client.ask(changed(field, value)), 400, "invalid-request");
  }

  @Test
  void nobodyAsksWithoutToken() {
    assertThat(http.post().uri("/v1/media").contentType("application/json").content("{}"))
        .hasStatus(401);
  }

  private int send(JsonNode ticket, byte[] file, Map<String, String> replaced) {
    return client.send(ticket, file, replaced).statusCode();
  }

  private static Map<String, Object> description() {
    return Client.description("image/jpeg", FILE);
  }

  private static Map<String, Object> changed(String field, Object value) {
    var changed = new LinkedHashMap<>(description());
    changed.put(field, value);
    return changed;
  }

  private static void assertProblem(MvcTestResult answer, int status, String name) {
    assertThat(answer)
        .hasStatus(status)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
