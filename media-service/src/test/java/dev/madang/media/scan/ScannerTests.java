package dev.madang.media.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.scan.Scanner.Verdict;
import dev.madang.media.upload.OriginalKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

class ScannerTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  // In two halves, as in the scanner.
  private static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  private final OriginalKey key =
      new OriginalKey(new OwnerId(UUID.randomUUID().toString()), "setup.exe");

  @ParameterizedTest
  @ValueSource(strings = {EICAR, EICAR + "\r\n", EICAR + " and what a liar adds"})
  void theTestFileIsFound(String content) {
    assertThat(byBytes(content)).isEqualTo(new Verdict.Infected("the test file of EICAR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$"})
  void whatIsNotTheTestFileIsCleanToItsScanner(String content) {
    assertThat(byBytes(content)).isEqualTo(new Verdict.Clean());
  }

  @Test
  void theVersionThatIsAskedForIsLookedAt() {
    var bad = put(EICAR);
    var good = put("hello");

    assertThat(new S3EicarScanner(S3, BUCKET).verdict(key, bad))
        .isInstanceOf(Verdict.Infected.class);
    assertThat(new S3EicarScanner(S3, BUCKET).verdict(key, good)).isEqualTo(new Verdict.Clean());
  }

  @Test
  void withoutItsTagGuardDutyIsNotDone() {
    assertThat(byTag(put("hello"))).isEqualTo(new Verdict.NotYet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_THREATS_FOUND", "UNSUPPORTED"})
  void whatGuardDutyFindsNothingInIsClean(String status) {
    assertThat(byTag(tagged(status))).isEqualTo(new Verdict.Clean());
  }

  @Test
  void aThreatIsAThreat() {
    assertThat(byTag(tagged("THREATS_FOUND"))).isInstanceOf(Verdict.Infected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCESS_DENIED", "FAILED", "SOMETHING_NEW"})
  void whatGuardDutyCouldNotLookAtIsNotCleanYet(String status) {
    assertThat(byTag(tagged(status))).isEqualTo(new Verdict.NotYet());
  }

  @Test
  void theTagOfAnOlderVersionSaysNothingOfALaterOne() {
    tagged("NO_THREATS_FOUND");

    assertThat(byTag(put("another"))).isEqualTo(new Verdict.NotYet());
  }

  private Verdict byBytes(String content) {
    return new S3EicarScanner(S3, BUCKET).verdict(key, put(content));
  }

  private Verdict byTag(String version) {
    return new S3TagScanner(S3, BUCKET).verdict(key, version);
  }

  private String put(String content) {
    return S3.putObject(
            put -> put.bucket(BUCKET).key(key.toString()),
            RequestBody.fromBytes(content.getBytes(US_ASCII)))
        .versionId();
  }

  private String tagged(String status) {
    var version = put("hello");
    var tag = Tag.builder().key("GuardDutyMalwareScanStatus").value(status).build();
    S3.putObjectTagging(tagging ->
        tagging
            .bucket(BUCKET)
            .key(key.toString())
            .versionId(version)
            .tagging(Tagging.builder().tagSet(tag).build()));
    return version;
  }
}
