package dev.madang.media.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class S3ObjectEventTests {

  private static final String KEY = "private/ada/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D";
  private static final String OTHER = "private/ada/media/01KAQA0F3V9R5H1K6P8E2ZS4QM";

  private final JsonMapper json = new JsonMapper();

  @Test
  void testEventsOfS3HaveNoRecords() {
    var test =
        """
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2026-11-23T09:30:00.000Z",
         "Bucket": "originals", "RequestId": "1", "HostId": "2"}
        """;

    assertThat(read(test).originals()).isEmpty();
  }

  @Test
  void messagesMayHaveSeveralRecords() {
    var batch = "{\"Records\": [%s, %s]}".formatted(entry(KEY), entry(OTHER));

    assertThat(read(batch).originals())
        .extracting(OriginalKey::toString)
        .containsExactly(KEY, OTHER);
  }

  @Test
  void keysAreFormDecoded() {
    var encoded = "{\"Records\": [%s]}".formatted(entry(KEY.replace("/", "%2F")));

    assertThat(read(encoded).originals()).extracting(OriginalKey::toString).containsExactly(KEY);
  }

  @Test
  void otherFilesOfThePrivateSpaceAreSkipped() {
    var notes = "{\"Records\": [%s]}".formatted(entry("private/ada/my+notes+%26+more.txt"));

    assertThat(read(notes).originals()).isEmpty();
  }

  @Test
  void scanResultsNameTheirObject() {
    var scanned =
        """
        {"version": "0", "detail-type": "GuardDuty Malware Protection Object Scan Result",
         "source": "aws.guardduty", "account": "123456789012", "region": "eu-central-1",
         "detail": {"scanStatus": "COMPLETED", "resourceType": "S3_OBJECT",
          "s3ObjectDetails": {"bucketName": "originals", "objectKey": "private/ada/media/a b.jpg",
           "eTag": "1", "versionId": "2", "s3Throttled": false},
          "scanResultDetails": {"scanResultStatus": "NO_THREATS_FOUND", "threats": null}}}
        """;

    assertThat(read(scanned).originals())
        .extracting(OriginalKey::toString)
        .containsExactly("private/ada/media/a b.jpg");
  }

  @Test
  void duplicateKeysAreReturnedOnce() {
    var batch = "{\"Records\": [%s, %s]}".formatted(entry(KEY), entry(KEY));

    assertThat(read(batch).originals()).hasSize(1);
  }

  private S3ObjectEvent read(String message) {
    return json.readValue(message, S3ObjectEvent.class);
  }

  private static String entry(String key) {
    return """
    {"eventVersion": "2.1", "eventName": "ObjectCreated:Put",
     "s3": {"bucket": {"name": "originals"}, "object": {"key": "%s", "size": 1, "sequencer": "1"}}}
    """
        .formatted(key);
  }
}
