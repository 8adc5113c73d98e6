package dev.madang.media.download;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;
import static dev.madang.media.TestProblems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.cdn.TestCdn;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.rendition.RejectionReason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3OriginalLinksTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final OriginalLinks links =
      new S3OriginalLinks(
          presigner(), TestCdn.storage(), new DownloadProperties(Duration.ofMinutes(15)));
  private final MediaItem media =
      MediaItem.pending(
          new UserId(UUID.randomUUID().toString()),
          MediaId.next(),
          new DeclaredFile("photo.html", "text/html", 3, "a-checksum"));

  @Test
  void processedVersionIsDownloadedNotALaterOne() throws Exception {
    var version = put("seen", "text/html");
    put("newer", "text/html");

    var link = links.create(media.with(version, new State.Ready(Optional.empty(), List.of())));

    var response = fetch(link);
    assertThat(response.body()).isEqualTo("seen");
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=\"photo.html\"");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(link.expiresAt())
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
  }

  static List<State> statesOfWhatIsNotGivenOut() {
    return List.of(
        new State.Pending(),
        new State.Uploaded(),
        new State.Processing(),
        new State.Rejected(RejectionReason.CORRUPT));
  }

  @ParameterizedTest
  @MethodSource("statesOfWhatIsNotGivenOut")
  void itemsThatAreNotReadyCannotBeDownloaded(State state) {
    assertThatThrownBy(() -> links.create(media.with(state))).satisfies(problem(MEDIA_NOT_READY));
  }

  @Test
  void trashedItemsCannotBeDownloaded() {
    var ready = media.with("v1", new State.Ready(Optional.empty(), List.of()));
    var deleted = ready.with(ready.attributes().inTrashSince(Instant.now()));

    assertThatThrownBy(() -> links.create(deleted)).satisfies(problem(MEDIA_IN_TRASH));
  }

  private String put(String content, String contentType) {
    var key = "private/%s/media/%s".formatted(media.userId(), media.path());
    return s3.putObject(
            put -> put.bucket(BUCKET).key(key).contentType(contentType),
            RequestBody.fromString(content))
        .versionId();
  }

  private static HttpResponse<String> fetch(DownloadLink link) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(link.url()).build(), BodyHandlers.ofString());
    }
  }

  private static S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(AWS.endpoint())
        .region(LocalAws.REGION)
        .credentialsProvider(LocalAws.ROOT)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }
}
