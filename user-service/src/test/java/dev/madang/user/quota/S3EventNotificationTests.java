package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectChange.Deleted;
import dev.madang.user.quota.ObjectChange.VersionRemoved;
import dev.madang.user.quota.ObjectChange.Written;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class S3EventNotificationTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final ObjectKey KEY = new ObjectKey(new UserId("ada"), "a b/é+.txt");
  private static final Sequencer SEQUENCER = new Sequencer("0055AED6DCD90281E5");

  @Test
  void readsTheChange() {
    assertThat(read("ObjectCreated:Put", "private/ada/a+b/%C3%A9%2B.txt", "\"size\": 7,").changes())
        .containsExactly(new Written(KEY, 7, SEQUENCER));
    assertThat(
            read("ObjectCreated:Copy", "private/ada/a+b/%C3%A9%2B.txt", "\"size\": 7,").changes())
        .containsExactly(new Written(KEY, 7, SEQUENCER));
    assertThat(
            read("ObjectRemoved:DeleteMarkerCreated", "private/ada/a+b/%C3%A9%2B.txt", "")
                .changes())
        .containsExactly(new Deleted(KEY, SEQUENCER));
    assertThat(read("ObjectRemoved:Delete", "private/ada/a+b/%C3%A9%2B.txt", "").changes())
        .containsExactly(new VersionRemoved(KEY, SEQUENCER));
  }

  @Test
  void ignoresOtherKeys() {
    assertThat(read("ObjectCreated:Put", "private/a.b/x", "\"size\": 7,").changes()).isEmpty();
    assertThat(read("ObjectCreated:Put", "else/ada/x", "\"size\": 7,").changes()).isEmpty();
  }

  @Test
  void ignoresTheTestEvent() {
    assertThat(JSON.readValue("{\"Event\": \"s3:TestEvent\"}", S3EventNotification.class).changes())
        .isEmpty();
  }

  @Test
  void recognizesTheNightlyRequest() {
    var message = JSON.readValue("{\"type\": \"quota-reconciliation\"}", S3EventNotification.class);

    assertThat(message.requestsReconciliation()).isTrue();
    assertThat(message.changes()).isEmpty();
    assertThat(read("ObjectRemoved:Delete", "private/ada/a", "").requestsReconciliation())
        .isFalse();
  }

  private static S3EventNotification read(String event, String key, String size) {
    return JSON.readValue(
        """
        {"Records": [{"eventName": "%s", "awsRegion": "eu-central-1",
          "s3": {"object": {"key": "%s", %s "sequencer": "0055AED6DCD90281E5"}}}]}
        """
            .formatted(event, key, size),
        S3EventNotification.class);
  }
}
