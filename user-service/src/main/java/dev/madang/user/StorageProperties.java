package dev.madang.user;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3 buckets, and how clients reach S3.
 *
 * @param privateSpaceBucket the files of all users, each below {@code private/{userId}/}
 * @param exportsBucket exports and import files; its lifecycle deletes them after a day
 * @param region of the buckets
 * @param publicEndpoint where clients reach S3; empty for AWS's own endpoint
 * @param pathStyle whether clients put the bucket into the path, not into the host name
 * @param acceleration the private space's Transfer Acceleration, {@code Enabled} or {@code
 *     Suspended}
 */
@ConfigurationProperties("user.storage")
public record StorageProperties(
    String privateSpaceBucket,
    String exportsBucket,
    String region,
    @DefaultValue("") String publicEndpoint,
    @DefaultValue("false") boolean pathStyle,
    @DefaultValue("Suspended") String acceleration) {

  /** Empty on AWS. */
  public Optional<String> customEndpoint() {
    return publicEndpoint.isBlank() ? Optional.empty() : Optional.of(publicEndpoint);
  }

  /** Only AWS's own S3 has Transfer Acceleration. */
  public boolean accelerated() {
    return acceleration.equals("Enabled") && publicEndpoint.isBlank();
  }
}
