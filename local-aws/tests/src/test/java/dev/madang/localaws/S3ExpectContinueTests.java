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
