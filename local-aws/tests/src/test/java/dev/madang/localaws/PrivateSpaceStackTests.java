package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

/** Tests the bucket in infra/private-space.yaml. */
class PrivateSpaceStackTests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder().forcePathStyle(true));
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String topic = localAws.output("PrivateSpaceObjectsTopicArn");

  @Test
  void isPrivateEncryptedAndVersioned() {
    var access = s3.getPublicAccessBlock(it -> it.bucket(bucket)).publicAccessBlockConfiguration();
    assertThat(access.blockPublicAcls()).isTrue();
    assertThat(access.blockPublicPolicy()).isTrue();
    assertThat(access.ignorePublicAcls()).isTrue();
    assertThat(access.restrictPublicBuckets()).isTrue();
    assertThat(s3.getBucketOwnershipControls(it -> it.bucket(bucket)).ownershipControls().rules())
        .allMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
    assertThat(s3.getBucketVersioning(it -> it.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(
            s3.getBucketEncryption(it -> it.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules())
        .hasSize(1);
  }

  @Test
  void lifecycleRulesDeleteOldVersionsAndUploads() {
    var rules = s3.getBucketLifecycleConfiguration(it -> it.bucket(bucket)).rules();

    assertThat(rules)
        .extracting(LifecycleRule::abortIncompleteMultipartUpload)
        .anyMatch(abort -> abort != null && abort.daysAfterInitiation() == 1);
    assertThat(rules)
        .extracting(LifecycleRule::noncurrentVersionExpiration)
        .anyMatch(expiration -> expiration != null && expiration.noncurrentDays() == 30);
    assertThat(rules)
        .extracting(LifecycleRule::expiration)
        .anyMatch(expiration -> expiration != null && expiration.expiredObjectDeleteMarker());
  }

  @Test
  void exposesTagsChecksumsAndRangesToBrowsers() {
    var rule = s3.getBucketCors(it -> it.bucket(bucket)).corsRules().getFirst();

    assertThat(String.join(",", rule.allowedOrigins()))
        .isEqualTo(localAws.output("AllowedOrigins"))
        .contains("http://localhost:*,https://localhost:*");
    assertThat(rule.allowedMethods()).containsExactly("GET", "HEAD", "PUT", "POST", "DELETE");
    assertThat(rule.exposeHeaders())
        .contains("ETag", "Content-Range", "x-amz-checksum-sha256", "x-amz-checksum-crc64nvme");
  }

  @Test
  void sendsEventsToATopicThatAcceptsNoOtherSource() {
    var topics =
        s3.getBucketNotificationConfiguration(it -> it.bucket(bucket)).topicConfigurations();
    assertThat(topics).extracting(TopicConfiguration::topicArn).containsOnly(topic);
    assertThat(topics)
        .flatExtracting(TopicConfiguration::events)
        .containsExactlyInAnyOrder(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED);
    var attributes =
        localAws
            .client(SnsClient.builder())
            .getTopicAttributes(it -> it.topicArn(topic))
            .attributes();
    assertThat(attributes.get("Policy"))
        .contains("s3.amazonaws.com", "arn:aws:s3:::" + bucket)
        .doesNotContain("AWS:SourceOwner");
  }

  @Test
  void isNotAcceleratedByDefault() {
    assertThat(localAws.output("AccelerationStatus")).isEqualTo("Suspended");
  }
}
