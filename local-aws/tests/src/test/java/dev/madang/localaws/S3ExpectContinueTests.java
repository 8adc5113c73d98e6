package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads with {@code Expect: 100-continue}, as the AWS CLI and boto3 send them. */
class S3ExpectContinueTests {
  private final LocalAws localAws = LocalAws.running();
  private final String path = presignedPath();
  private Socket socket;
  private BufferedReader responses;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket(localAws.endpoint().getHost(), localAws.endpoint().getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    responses = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  @Test
  @Proves("s3-expect-continue")
  void oneConnectionTakesManyUploads() throws IOException {
    send(headers(5));
    for (int i = 0; i < 300; i++) {
      assertThat(nextStatus()).isEqualTo("HTTP/1.1 100 Continue");
      send("photo" + headers(5));
      assertThat(nextStatus()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  @Proves("s3-expect-continue")
  void anEmptyUploadIsAnsweredAtOnce() throws IOException {
    send(headers(0));
    assertThat(nextStatus()).isEqualTo("HTTP/1.1 200 OK");
  }

  /** The verbs with and without a body; each connection goes on with the next. */
  @Test
  @Proves("s3-expect-continue")
  void everyVerbIsAnswered() throws IOException {
    var bucket = "/" + localAws.output("PrivateSpaceBucket");
    var delete = "<Delete><Object><Key>private/tests/none</Key></Object></Delete>";
    for (int i = 0; i < 3; i++) {
      assertStatus(exchange("POST", bucket + "/private/tests/a?uploads", ""), 200);
      assertStatus(exchange("POST", bucket + "?delete", delete), 200);
      assertStatus(exchange("PUT", bucket + "/private/tests/a", "x"), 200);
      assertStatus(exchange("PUT", bucket + "/private/tests/a", ""), 200);
      assertStatus(exchange("PUT", bucket + "/private/tests/large", "x".repeat(6 << 20)), 200);
      assertStatus(exchange("GET", bucket + "/private/tests/a", ""), 200);
      assertStatus(exchange("DELETE", bucket + "/private/tests/a", ""), 204);
      assertStatus(exchange("DELETE", bucket + "/private/tests/a", "a body"), 204);
      assertStatus(exchange("PUT", "/no-such-bucket/a", "x"), 404);
      assertStatus(exchange("POST", bucket + "/private/tests/a?uploadId=none", "<x/>"), 404);
    }
  }

  @Test
  @Proves("s3-expect-continue")
  void aPartIsAnswered() throws IOException {
    var object = "/" + localAws.output("PrivateSpaceBucket") + "/private/tests/parts";
    var created = exchange("POST", object + "?uploads", "");
    var upload = created.replaceFirst("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    for (var body : new String[] {"part", "", "x".repeat(6 << 20)}) {
      assertStatus(exchange("PUT", object + "?partNumber=1&uploadId=" + upload, body), 200);
    }
    assertStatus(exchange("DELETE", object + "?uploadId=" + upload, ""), 204);
  }

  @Test
  @Proves("s3-expect-continue")
  void aChunkedBodyIsAnswered() throws IOException {
    var object = "/" + localAws.output("PrivateSpaceBucket") + "/private/tests/chunked";
    for (var body : new String[] {"5\r\nphoto\r\n0\r\n\r\n", "0\r\n\r\n"}) {
      send(request("PUT", object, "Transfer-Encoding: chunked"));
      assertThat(nextStatus()).isEqualTo("HTTP/1.1 100 Continue");
      send(body);
      assertStatus(response(), 200);
    }
  }

  /** The client sends no body that it would send in vain. */
  @Test
  @Proves("s3-expect-continue")
  void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    send(request("PUT", "/bucket/key", "Content-Length: 2000000000"));
    assertThat(nextStatus()).startsWith("HTTP/1.1 413");
  }

  private String exchange(String method, String path, String body) throws IOException {
    send(request(method, path, "Content-Length: " + body.length()));
    if (!body.isEmpty()) {
      assertThat(nextStatus()).isEqualTo("HTTP/1.1 100 Continue");
      send(body);
    }
    return response();
  }

  private String request(String method, String path, String length) {
    return """
    %s %s HTTP/1.1\r
    Host: %s\r
    Authorization: AWS4-HMAC-SHA256 Credential=local/20300101/eu-central-1/s3/aws4_request, x\r
    %s\r
    Expect: 100-continue\r
    \r
    """
        .formatted(method, path, localAws.endpoint().getAuthority(), length);
  }

  private static void assertStatus(String response, int status) {
    assertThat(response).startsWith("HTTP/1.1 " + status);
  }

  /** With its body, if it has a length. */
  private String response() throws IOException {
    var response = new StringBuilder();
    var length = 0;
    for (var line = "x"; !line.isEmpty(); ) {
      line = responses.readLine();
      response.append(line).append('\n');
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    for (int i = 0; i < length; i++) {
      response.append((char) responses.read());
    }
    return response.toString();
  }

  private String headers(int size) {
    return "PUT %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
        .formatted(path, localAws.endpoint().getAuthority(), size);
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** No response of these has a body. */
  private String nextStatus() throws IOException {
    var status = responses.readLine();
    while (!responses.readLine().isEmpty()) {}
    return status;
  }

  private String presignedPath() {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(localAws.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(LocalAws.ROOT)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      var put =
          presigner.presignPutObject(it ->
              it.signatureDuration(Duration.ofMinutes(10))
                  .putObjectRequest(object ->
                      object
                          .bucket(localAws.output("PrivateSpaceBucket"))
                          .key("private/tests/" + UUID.randomUUID())));
      return put.url().getFile();
    }
  }
}
